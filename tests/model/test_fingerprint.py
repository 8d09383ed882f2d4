"""Fingerprints name a reference without its line."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.model.fingerprint import digest, fingerprint, fingerprints
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.words import Spelling

ONE = Reference("app/a.py", 10, 20, 2, 5, "session_id", Spelling.SNAKE, Role.VARIABLE, "Client.open")


def moved(reference: Reference, lines: int) -> Reference:
    return replace(
        reference, start=reference.start + 40 * lines, end=reference.end + 40 * lines, line=reference.line + lines
    )


@pytest.mark.parametrize(
    "other",
    [
        moved(ONE, 7),
        replace(ONE, column=40),
        replace(ONE, layer="services"),
        replace(ONE, status=Status.FOREIGN, reason="requests owns it"),
    ],
)
def test_it_survives_what_does_not_matter(other: Reference) -> None:
    assert fingerprint(other, 0) == fingerprint(ONE, 0)


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, path="app/b.py"),
        replace(ONE, scope="Client"),
        replace(ONE, role=Role.ATTRIBUTE),
        replace(ONE, text="session_ids"),
    ],
)
def test_it_tells_apart_what_does(other: Reference) -> None:
    assert fingerprint(other, 0) != fingerprint(ONE, 0)
    assert fingerprint(ONE, 1) != fingerprint(ONE, 0)


def test_composed_and_decomposed_letters_are_one_text() -> None:
    assert fingerprint(replace(ONE, text="e\u0301_session_id"), 0) == fingerprint(
        replace(ONE, text="\xe9_session_id"), 0
    )


def test_unprintable_paths_have_one_too() -> None:
    assert len(fingerprint(replace(ONE, path="a\udc80\0b"), 0)) == 16


@given(st.lists(st.integers(0, 30), unique=True, max_size=8), st.randoms(use_true_random=False))
def test_equal_references_are_counted_in_the_order_of_the_file(lines: list[int], random) -> None:  # type: ignore[no-untyped-def]
    references = [moved(ONE, line) for line in sorted(lines)]
    shuffled = references.copy()
    random.shuffle(shuffled)
    found = fingerprints(shuffled)
    assert [found[one] for one in references] == [fingerprint(ONE, ordinal) for ordinal in range(len(lines))]


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_parts_never_run_together(left: list[str], right: list[str]) -> None:
    assert (digest(*left) == digest(*right)) == (left == right)
