"""Which letters belong to a backslash escape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.escapes import after_escape, in_escape, meets_escape, starts_name


@pytest.mark.parametrize("text", [r"\n", r"\b", r"\x1b", r"\u00e9", r"\U0001f600", r"\033", r"\0", r"\\\t"])
def test_the_last_sign_of_an_escape_is_in_it(text: str) -> None:
    assert in_escape(text + "session_id", len(text) - 1)
    assert after_escape(text + "session_id", text.rindex("\\") + 1) == len(text)


@pytest.mark.parametrize("text", ["n", r"\\n", r"\q", r"\x1g", r"\u00", "/n", r"\ n", r"\nn", r"\\\\b", r"\0001"])
def test_what_follows_no_escape_or_a_whole_one_is_not(text: str) -> None:
    assert not in_escape(text + "!", len(text) - 1)


@pytest.mark.parametrize(
    ("text", "replacement", "risky"),
    [
        (r"C:\session_id", "flow_id", True),  # \f would be a form feed
        (r"C:\task_id", "job_id", True),  # \t may be a tab
        (r"C:\user_id", "owner_id", False),
        (r"C:\\session_id", "flow_id", False),
        (r"\n session_id", "flow_id", False),
        ("session_id", "flow_id", False),
    ],
)
def test_a_token_behind_a_lone_backslash_is_risky(text: str, replacement: str, risky: bool) -> None:
    start = len(text) - len(text.lstrip("C:\\n ")) if text.startswith(("C", "\\n")) else 0
    assert meets_escape(text, start, replacement) is risky


@pytest.mark.parametrize(
    ("before", "starts"),
    [
        ("", True),
        ("import_", True),
        (r"\n", True),
        (r"\x41", True),
        (" ", True),
        ("\\", False),
        ("re", False),
        ("%s", False),
    ],
)
def test_where_a_name_starts(before: str, starts: bool) -> None:
    assert starts_name(before + "flow_id", len(before)) is starts


@given(st.text(st.sampled_from("\\nxu0afs "), max_size=30), st.integers(-2, 32))
def test_any_index_of_any_text_has_an_answer(text: str, index: int) -> None:
    if in_escape(text, index):
        assert "\\" in text[max(0, index - 9) : index]
