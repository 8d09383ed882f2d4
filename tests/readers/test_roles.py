"""Every role in every language: what it is, and what only looks like it. The cases are the files in cases/."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flowcodemod.model.concept import Concept
from flowcodemod.model.reference import Role
from flowcodemod.model.source import Source
from flowcodemod.model.words import Term
from flowcodemod.readers.read import read

CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"), {}, ("disc_session_{hex8}",))
HERE = Path(__file__).parent
FILES = [tomllib.loads(file.read_text("utf-8")) for file in sorted((HERE / "cases").glob("*.toml"))]
IMPOSSIBLE = tomllib.loads((HERE / "impossible.toml").read_text("utf-8"))
LANGUAGES = sorted({language for file in FILES for language in file["languages"]})
NOTHING = "nothing"
MARKED = re.compile("«([^«»]*)»")


class Case(NamedTuple):
    """A snippet of a language in which the marked tokens have role `expected`; it is filed under role `about`."""

    language: str
    path: str
    about: str
    expected: str
    snippet: str


def cases_of(file: dict[str, Any]) -> Iterator[Case]:
    """The cases of one file, for each of its languages."""
    for language, path in file["languages"].items():
        for about in file.keys() - {"languages"}:
            for snippet in file[about]["is"]:
                yield Case(language, path, about, about, snippet)
            for expected, snippets in file[about]["not"].items():
                for snippet in snippets:
                    yield Case(language, path, about, expected, snippet)


CASES = sorted(case for file in FILES for case in cases_of(file))


def marks(snippet: str) -> tuple[str, list[tuple[int, int]]]:
    """The snippet without its marks, and where the marked text stands in it."""
    matches = enumerate(MARKED.finditer(snippet))
    spans = [(match.start() - 2 * count, match.end() - 2 * count - 2) for count, match in matches]
    return MARKED.sub(r"\1", snippet), spans


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}-{case.about}-{case.expected}-{case.snippet}")
def test_a_token_has_the_role_of_its_place(case: Case) -> None:
    text, spans = marks(case.snippet.replace("⏎", "\n"))
    references = read(Source(case.path, text, "utf-8", b"", ""), CONCEPT).references
    if case.expected == NOTHING:
        assert [(one.text, one.role.value) for one in references] == []
        return
    assert spans, "a case marks at least one token"
    for start, end in spans:
        found = [one for one in references if one.start <= start and end <= one.end]
        assert [one.role.value for one in found] == [case.expected], text[start:end]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_three_cases_and_three_look_alikes_of_every_role(language: str) -> None:
    about = [case for case in CASES if case.language == language]
    hits = Counter(case.about for case in about if case.about == case.expected)
    misses = Counter(case.about for case in about if case.about != case.expected)
    possible = {role.value for role in Role} - IMPOSSIBLE.get(language, {}).keys() - {"filename"}
    assert {role: (hits[role], misses[role]) for role in possible if min(hits[role], misses[role]) < 3} == {}


def test_what_is_impossible_has_a_reason_and_no_cases() -> None:
    assert IMPOSSIBLE.keys() <= set(LANGUAGES)
    for language, reasons in IMPOSSIBLE.items():
        assert all(Role(role) and reason for role, reason in reasons.items())
        assert not {case.about for case in CASES if case.language == language} & reasons.keys()


def test_look_alikes_are_at_least_four_in_ten() -> None:
    assert sum(case.about != case.expected for case in CASES) >= 0.4 * len(CASES)
