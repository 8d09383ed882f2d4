"""Anchors survive what does not concern a reference, and end with what does."""

import pytest

from flowcodemod.model.anchor import anchors
from flowcodemod.model.concept import Concept
from flowcodemod.model.source import Source
from flowcodemod.model.words import Term
from flowcodemod.readers.read import read

CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"))
TEXT = "def f(session_id):\n    use(session_id)\n    g(session_id=session_id)\n"


def named(text: str, path: str = "a.py") -> list[str]:
    """The anchors in order of place."""
    found = anchors(read(Source(path, text, "utf-8", b"", ""), CONCEPT).references, {path: text}, CONCEPT.rewrite)
    return [found[one] for one in sorted(found)]


@pytest.mark.parametrize(
    "text",
    [
        "import os\n\n\n" + TEXT,
        TEXT.replace("    ", "        "),
        TEXT + "\ndef h(session_id): ...\n",
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("    use", "    x = 1\n    use"),
    ],
)
def test_it_survives_edits_elsewhere(text: str) -> None:
    assert set(named(TEXT)) <= set(named(text))


def test_it_survives_the_renaming_of_its_neighbours() -> None:
    label = named(TEXT)[2]
    assert label in named(TEXT.replace("use(session_id)", "use(flow_id)").replace("=session_id", "=flow_id"))


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("use(", "other("),
        TEXT.replace("def f", "def h"),
        TEXT.replace("    use(session_id)\n", "    use(session_id)\n    use(session_id)\n"),
    ],
)
def test_it_ends_when_its_line_or_scope_or_number_changes(text: str) -> None:
    assert named(TEXT)[1] not in named(text)
    assert named(TEXT)[1] not in named(TEXT, "b.py")


def test_lines_that_read_the_same_are_told_apart_and_none_takes_the_other_s_place() -> None:
    twice = "session_id\nx\nsession_id\n"
    assert len(set(named(twice))) == 2
    assert not set(named(twice)) & set(named("flow_id\nx\nsession_id\n"))
