"""What Python takes and the grammar does not: only what stands in such a statement is left alone."""

import pytest

from flowcodemod.model.concept import Concept
from flowcodemod.model.source import Source
from flowcodemod.model.words import Term
from flowcodemod.readers.read import read

CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"), {}, ())
GAP = "class Settings:\n    name: Many[list] if wide else list[str] = make()\n"
USE = "\n\ndef load(session_id):\n    return session_id\n"


def _parses(text: str) -> bool:
    return read(Source("app.py", text, "utf-8", b"", ""), CONCEPT).parses


@pytest.mark.parametrize(
    "text", [GAP + USE, USE + "\n\n" + GAP, USE + "\n\ndef g():\n    " + GAP.replace("\n", "\n    ")]
)
def test_a_gap_elsewhere_is_no_hindrance(text: str) -> None:
    assert _parses(text)


@pytest.mark.parametrize(
    "text",
    [
        GAP + "    session_id: int = 1\n",
        USE + "\n\ndef g(session_id):\n    " + GAP.replace("\n", "\n    "),
        GAP.replace("wide", "session_id"),
        USE + "\n\nclass Settings(:\n    pass\n",
        USE + "\n\nprint 'session'\n",
    ],
)
def test_a_gap_around_it_and_what_python_refuses_are(text: str) -> None:
    assert not _parses(text)
