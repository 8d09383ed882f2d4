"""Every role in every language: what it is, and what only looks like it. The cases are the files in cases/."""

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flowcodemod.model.concept import Concept
from flowcodemod.model.reference import Role
from flowcodemod.model.source import Source
from flowcodemod.model.words import Term
from flowcodemod.readers.read import read

CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"), {}, ("disc_session_{hex8}",))
FILES = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in (Path(__file__).parent / "cases").glob("*.toml")}
NOTHING = "nothing"
MARKED = re.compile("«([^«»]*)»")


class Case(NamedTuple):
    """A snippet of a language in which the marked tokens have role `expected`; it is filed under role `about`."""

    language: str
    path: str
    about: str
    expected: str
    snippet: str


def cases_of(language: str, file: dict[str, Any]) -> list[Case]:
    """The cases of one file."""
    path, found = file["file"], []
    for about, table in file.items():
        if about in ("file", "impossible"):
            continue
        found += [Case(language, path, about, about, snippet) for snippet in table["is"]]
        for expected, snippets in table["not"].items():
            found += [Case(language, path, about, expected, snippet) for snippet in snippets]
    return found


CASES = [case for language, file in sorted(FILES.items()) for case in cases_of(language, file)]


def marks(snippet: str) -> tuple[str, list[tuple[int, int]]]:
    """The snippet without its marks, and where the marked text stands in it."""
    spans = [(match.start() - 2 * count, match.end() - 2 * count - 2) for count, match in enumerate(MARKED.finditer(snippet))]
    return MARKED.sub(r"\1", snippet), spans


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}-{case.about}-{case.expected}-{case.snippet}")
def test_a_token_has_the_role_of_its_place(case: Case) -> None:
    first, _, rest = case.snippet.partition("\n") if case.snippet.startswith("path: ") else (f"path: {case.path}", "", case.snippet)
    text, spans = marks(rest.replace("⏎", "\n"))
    references = read(Source(first.removeprefix("path: "), text, "utf-8", b"", ""), CONCEPT).references
    if case.expected == NOTHING:
        assert [(one.text, one.role.value) for one in references] == []
        return
    assert spans, "a case marks at least one token"
    for start, end in spans:
        found = [one for one in references if one.start <= start and end <= one.end]
        assert [one.role.value for one in found] == [case.expected], text[start:end]


def test_every_language_has_three_cases_and_three_look_alikes_of_every_role() -> None:
    thin = {}
    for language, file in FILES.items():
        for role in Role:
            if role.value in file.get("impossible", {}) or role is Role.FILENAME:
                continue
            table = file.get(role.value, {"is": [], "not": {}})
            counts = len(table["is"]), sum(map(len, table["not"].values()))
            if min(counts) < 3:
                thin[f"{language} {role.value}"] = counts
    assert thin == {}


def test_what_is_impossible_has_a_reason_and_no_cases() -> None:
    for language, file in FILES.items():
        for role, reason in file.get("impossible", {}).items():
            assert Role(role) and reason and role not in file, language


def test_look_alikes_are_at_least_four_in_ten() -> None:
    assert sum(case.about != case.expected for case in CASES) >= 0.4 * len(CASES)
