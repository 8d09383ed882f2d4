"""The cases of the exam, as cases.toml lists them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).with_name("cases.toml")


@dataclass(frozen=True)
class Rule:
    """Spans of text in which the old name stays: `pattern` matched in files that fit the glob `path`."""

    path: str
    pattern: re.Pattern[str]
    reason: str


@dataclass(frozen=True)
class Case:
    """A package, the name to change in it, and what must (`keep`) and may (`may_stay`) be left as it is.

    `package` is a source distribution on PyPI. `install` and `test` are arguments for pip and pytest; `unstable` are
    parts of the names of tests that do not count; `files` are put beside the package's own, path -> text. `dictated`
    says whose the kept names are. `sought`: what counts as the old name, a regular expression; else the whole word.
    """

    package: str
    version: str
    old: str
    new: str
    install: tuple[str, ...]
    test: tuple[str, ...]
    folder: str
    dictated: str
    unstable: tuple[str, ...]
    files: Mapping[str, str]
    keep: tuple[Rule, ...]
    may_stay: tuple[Rule, ...]
    sought: str = ""

    @property
    def word(self) -> re.Pattern[str]:
        """What counts as the old name in a text."""
        return re.compile(self.sought or rf"\b{re.escape(self.old)}\b")

    def normal(self, name: str) -> str:
        """A test's name with every spelling of both names replaced, so that names before and after compare."""
        return re.sub("|".join(map(re.escape, (*spellings(self.old), *spellings(self.new)))), "§", name)


def load(path: Path = CASES) -> tuple[Case, ...]:
    """Every case. Raises KeyError and ValueError for a document that is none, re.error for a bad pattern."""
    return tuple(_case(one) for one in tomllib.loads(path.read_text("utf-8"))["case"])


def spellings(name: str) -> tuple[str, ...]:
    """A snake_case name in the casings a test's name may have, longest first."""
    words = name.split("_")
    pascal = "".join(word.capitalize() for word in words)
    found = {name, name.upper(), pascal, pascal[0].lower() + pascal[1:], "-".join(words)}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _case(document: dict[str, Any]) -> Case:
    return Case(
        package=document["package"],
        version=document["version"],
        old=document["old"],
        new=document["new"],
        install=tuple(document["install"]),
        test=tuple(document["test"]),
        folder=document.get("folder", "."),
        dictated=document.get("dictated", ""),
        unstable=tuple(document.get("unstable", ())),
        files=document.get("files", {}),
        keep=tuple(rule(one) for one in document.get("keep", ())),
        may_stay=tuple(rule(one) for one in document.get("may_stay", ())),
    )


def rule(document: dict[str, str]) -> Rule:
    """A rule of a document; without a pattern it speaks of whole files."""
    return Rule(document["path"], re.compile(document.get("pattern", r"(?s).*"), re.MULTILINE), document["reason"])
