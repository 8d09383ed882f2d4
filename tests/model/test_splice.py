"""splice: every edit made, every other character kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.errors import PlanError
from flowcodemod.model.plan import Edit
from flowcodemod.model.splice import splice


def edit(start: int, old: str, new: str) -> Edit:
    return Edit("a.py", start, start + len(old), 1, old, new)


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5)), max_size=8))
def test_edits_are_made_in_any_order_and_undone(parts: list[tuple[str, str, str]]) -> None:
    text = wanted = ""
    there, back = [], []
    for kept, old, new in parts:
        text, wanted = text + kept + "|", wanted + kept + "|"
        there.append(edit(len(text), old, new))
        back.append(edit(len(wanted), new, old))
        text, wanted = text + old, wanted + new
    assert splice(text, reversed(there)) == wanted
    assert splice(wanted, back) == text


@pytest.mark.parametrize("text", ["", "session_id", "a\r\nb\rc\n"])
def test_no_edit_no_change(text: str) -> None:
    assert splice(text, []) == text


@pytest.mark.parametrize(
    "edits",
    [
        [edit(0, "session_ix", "x")],
        [edit(1, "session_id", "x")],
        [edit(90, "session_id", "x")],
        [edit(0, "session_id", "x"), edit(5, "on_id", "y")],
    ],
)
def test_what_does_not_fit_is_refused(edits: list[Edit]) -> None:
    with pytest.raises(PlanError, match=r"a\.py:1: '.*' does not stand at"):
        splice("session_id = 1", edits)
