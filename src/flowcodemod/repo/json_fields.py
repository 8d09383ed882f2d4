"""Typed fields out of JSON that somebody else may have written: every complaint says where and what was expected."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeVar

from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.repo.paths import problem_with, shown

Choice = TypeVar("Choice", bound=StrEnum)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object. `where` is its place in the document, `error` the class of every complaint."""

    data: dict[str, object]
    where: str
    error: type[FlowcodemodError]

    def fail(self, key: str, message: str) -> NoReturn:
        """Raise the complaint about a key."""
        raise self.error(f"{self.where}: {key}: {message}")

    def _get(self, key: str) -> object:
        if key not in self.data:
            self.fail(key, "is missing")
        return self.data[key]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string that can be written as UTF-8."""
        value = default if default is not None and key not in self.data else self._get(key)
        if not isinstance(value, str):
            self.fail(key, f"must be a string, not {_kind(value)}")
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            self.fail(key, "holds half a surrogate pair, which is no text")
        return value

    def number(self, key: str, smallest: int, default: int | None = None) -> int:
        """Return a whole number of at least `smallest`."""
        value = default if default is not None and key not in self.data else self._get(key)
        if type(value) is not int or not smallest <= value <= _LARGEST:
            self.fail(key, f"must be a whole number of at least {smallest}, not {_kind(value)}")
        return value

    def share(self, key: str) -> float:
        """Return a number from 0 to 1."""
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1 or math.isnan(value):
            self.fail(key, f"must be a number from 0 to 1, not {_kind(value)}")
        return float(value)

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """Return a member of an enumeration of strings."""
        value = self.text(key)
        if value not in list(kind):
            self.fail(key, f"'{shown(value)}' is none of {', '.join(kind)}")
        return kind(value)

    def path(self, key: str) -> str:
        """Return a path that stays inside the repository."""
        value = self.text(key)
        problem = problem_with(value)
        if problem:
            self.fail(key, f"the path '{shown(value)}' {problem}; only paths inside the repository are taken")
        return value

    def digest(self, key: str, *, absent: bool = False) -> str:
        """Return a SHA-256 in hexadecimal; with `absent`, an empty string will do."""
        value = self.text(key)
        if not _DIGEST.fullmatch(value) and not (absent and not value):
            self.fail(key, "must be a SHA-256 in hexadecimal")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; empty when it is missing."""
        return tuple(Fields({"": item}, f"{self.where}.{key}", self.error).text("") for item in self._list(key))

    def objects(self, key: str) -> Iterator["Fields"]:
        """Yield the objects of a list; none when it is missing."""
        for number, item in enumerate(self._list(key)):
            yield self._object(item, f"{self.where}.{key}[{number}]")

    def mapping(self, key: str) -> "Fields":
        """Return an object; empty when it is missing."""
        return self._object(self.data.get(key, {}), f"{self.where}.{key}")

    def _list(self, key: str) -> list[object]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.fail(key, f"must be a list, not {_kind(value)}")
        return value

    def _object(self, value: object, where: str) -> "Fields":
        if not isinstance(value, dict):
            raise self.error(f"{where}: must be an object, not {_kind(value)}")
        return Fields(value, where, self.error)


def parse(data: bytes, where: str, error: type[FlowcodemodError]) -> Fields:
    """Read a JSON object. Raises `error` when the bytes are anything else, hold a key twice, or nest too deep."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        result = dict(pairs)
        if len(result) < len(pairs):
            raise ValueError("an object holds one key twice")
        return result

    def constant(name: str) -> NoReturn:
        raise ValueError(f"{name} is no JSON number")

    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=constant)
    except RecursionError:
        raise error(f"{where}: nests too deep to be anything we wrote") from None
    except ValueError as problem:
        raise error(f"{where}: is not JSON: {problem}") from problem
    if not isinstance(value, dict):
        raise error(f"{where}: must be a JSON object, not {_kind(value)}")
    return Fields(value, where, error)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), shown(repr(value))[:40])
