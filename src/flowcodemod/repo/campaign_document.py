"""A TOML document that checks what is asked of it, and whose every complaint names file, line and key."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from flowcodemod.model.errors import CampaignError
from flowcodemod.repo.campaign_globs import check_glob

Path = tuple[str | int, ...]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Document:
    """`label` is what people call the file; `overridden` holds the paths that the command line replaced."""

    label: str
    text: str
    data: Mapping[str, object]
    overridden: frozenset[Path] = frozenset()

    def error(self, path: Path, message: str) -> CampaignError:
        """The complaint about a key: `rules.toml:12: [boundaries] databse: unknown key`."""
        if any(path[: len(one)] == one for one in self.overridden):
            return CampaignError(f"command line: {describe(path)}: {message}")
        where = f"{self.label}:{self.line(path)}"
        return CampaignError(f"{where}: {describe(path)}: {message}" if path else f"{where}: {message}")

    @cached_property
    def _lines(self) -> Mapping[Path, int]:
        from flowcodemod.repo.toml_positions import positions  # noqa: PLC0415 - most runs ask for no line

        return positions(self.text)

    def line(self, path: Path) -> int:
        """The 1-based line of a key, or of the nearest table around it; 1 when there is none."""
        lines = self._lines
        return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)

    def table(self, name: str, keys: Iterable[str] | None) -> "Table":
        """A top-level table, empty when it is missing; with `keys`, any other key is an error."""
        return Table.of(self, (name,), self.data.get(name, {}), keys)

    def tables(self, name: str, keys: Iterable[str]) -> list["Table"]:
        """An array of tables, empty when it is missing."""
        value = self.data.get(name, [])
        if not isinstance(value, list):
            raise self.error((name,), f"must be an array of tables, written [[{name}]]")
        return [Table.of(self, (name, number), item, keys) for number, item in enumerate(value)]


def parse(text: str, label: str) -> Document:
    """The document of a TOML text. Raises CampaignError with the line and key where the text is no TOML."""
    try:
        return Document(label, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        from flowcodemod.repo.toml_positions import path_at  # noqa: PLC0415 - as above

        found = re.search(r"\s*\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        message = str(error).replace(found[0], "") if found else str(error)
        where = describe(path_at(text, line))
        raise CampaignError(f"{label}:{line}: {where + ': ' if where else ''}not valid TOML: {message}") from error


def describe(path: Path) -> str:
    """A path as people write it: `("allow", 0, "role")` -> `[[allow]] role`."""
    if not path:
        return ""
    depth = 2 if path[0] == "tool" else 1  # [tool.flowcodemod] of a pyproject.toml
    table = ".".join(map(str, path[:depth]))
    table = f"[[{table}]]" if path[depth : depth + 1] and isinstance(path[depth], int) else f"[{table}]"
    return " ".join([table, *(part for part in path[depth:] if isinstance(part, str))])


def unknown(name: str, known: Iterable[str], kind: str = "key") -> str:
    """The complaint about a name nobody knows, with the nearest that is known."""
    near = get_close_matches(name.lower(), list(known), n=1)
    return f"unknown {kind}; did you mean '{near[0]}'?" if near else f"unknown {kind}; known: {', '.join(known)}"


@dataclass(frozen=True)
class Table:
    """One table of a document. Each reader below raises CampaignError when the value is not what it says."""

    document: Document
    path: Path
    data: Mapping[str, object]

    @classmethod
    def of(cls, document: Document, path: Path, value: object, keys: Iterable[str] | None) -> "Table":
        """A table that holds no key but `keys` (None: any)."""
        if not isinstance(value, dict):
            raise document.error(path, f"must be a table, written {describe(path)}")
        allowed = list(value if keys is None else keys)
        for key in value:
            if key not in allowed:
                raise document.error((*path, key), unknown(key, allowed))
        return cls(document, path, value)

    def error(self, key: str | Path, message: str) -> CampaignError:
        """The complaint about one key of this table."""
        return self.document.error((*self.path, *((key,) if isinstance(key, str) else key)), message)

    def text(self, key: str, default: str | None = None, pattern: str = "", wanted: str = "") -> str:
        """A text without blanks around it, all of it `pattern` (in words: `wanted`); no default: required."""
        value = self.data.get(key, default)
        if value is None:
            raise self.error((), f"'{key}' is missing")
        if not isinstance(value, str):
            raise self.error(key, f"must be a text in quotes, not {_kind(value)}")
        if key in self.data:
            self._sound(key, value)
            if pattern and not re.fullmatch(pattern, value):
                raise self.error(key, f"'{value}' is not {wanted}")
        return value

    def texts(self, key: str, pattern: str = "", wanted: str = "") -> tuple[str, ...]:
        """A list of such texts, none of them twice; empty when it is missing."""
        values = self.data.get(key, [])
        if not isinstance(values, list):
            raise self.error(
                key, f'must be a list of texts, such as ["{values if isinstance(values, str) else "..."}"]'
            )
        for number, value in enumerate(values):
            at: Path = (key, number)
            if not isinstance(value, str):
                raise self.error(at, f"must hold texts in quotes, not {_kind(value)}")
            self._sound(at, value)
            if pattern and not re.fullmatch(pattern, value):
                raise self.error(at, f"'{value}' is not {wanted}")
            if value in values[:number]:
                raise self.error(at, f"'{value}' stands here twice")
        return tuple(values)

    def globs(self, key: str) -> tuple[str, ...]:
        """A list of path patterns."""
        patterns = self.texts(key)
        for number, pattern in enumerate(patterns):
            self._glob((key, number), pattern)
        return patterns

    def glob(self, key: str, default: str | None = None) -> str:
        """One path pattern."""
        pattern = self.text(key, default)
        if key in self.data:
            self._glob(key, pattern)
        return pattern

    def number(self, key: str, least: int) -> int | None:
        """A whole number of at least `least`, None when it is missing."""
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(key, f"must be a whole number, not {_kind(value)}")
        if value < least:
            raise self.error(key, f"must be at least {least}, not {value}")
        return value

    def day(self, key: str) -> date | None:
        """A date, written bare or as a text; None when it is missing."""
        value = self.data.get(key)
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise self.error(key, f"'{value}' is no date of the calendar: {error}") from error
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self.error(key, f"must be a date such as 2025-08-01, not {_kind(value)}")

    def choice(self, key: str, choices: Iterable[Choice]) -> Choice:
        """One of the given values."""
        allowed = {str(one): one for one in choices}
        value = self.text(key)
        if value not in allowed:
            raise self.error(key, f"'{value}': {unknown(value, allowed, 'value')}")
        return allowed[value]

    def line(self) -> int:
        """The 1-based line on which the table starts."""
        return self.document.line(self.path)

    def _sound(self, key: str | Path, value: str) -> None:
        if not value or value != value.strip():
            raise self.error(key, "must not be empty" if not value.strip() else f"'{value}' has blanks around it")

    def _glob(self, key: str | Path, pattern: str) -> None:
        try:
            check_glob(pattern)
        except ValueError as error:
            raise self.error(key, str(error)) from error


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date with a time" if isinstance(value, datetime) else "that")
