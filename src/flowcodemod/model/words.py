"""Identifier -> words -> spelling: how one term is written in every casing, and how to write another term the same way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_ESCAPES = frozenset("abfnrtvdDsSwWBAZ")


class Spelling(StrEnum):
    """The casing a reference is written in; `exact` is a name or id format that the campaign gives letter by letter."""

    SNAKE = "snake"
    CAMEL = "camel"
    PASCAL = "pascal"
    SCREAMING = "screaming"
    KEBAB = "kebab"
    SPACED = "spaced"
    FLAT = "flat"
    EXACT = "exact"


class Case(StrEnum):
    """The casing of a single word."""

    LOWER = "lower"
    CAPITAL = "capital"
    UPPER = "upper"
    UPPER_PLURAL = "upper-plural"  # `IDs`


def split(identifier: str) -> tuple[str, ...]:
    """The words of an identifier, lower case: `importSessionId2` -> `("import", "session", "id", "2")`."""
    return tuple(word.lower() for word in _WORD.findall(identifier))


@lru_cache(maxsize=1024)
def plural(word: str) -> str:
    """The regular English plural of a lower-case word: `id` -> `ids`, `entity` -> `entities`, `status` -> `statuses`."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def is_escape(text: str, index: int) -> bool:
    """Whether the letter at `index` belongs to a backslash escape such as `\\n` or a regular expression's `\\b`."""
    if index < 1 or text[index] not in _ESCAPES:
        return False
    slashes = 0
    while index > slashes and text[index - 1 - slashes] == "\\":
        slashes += 1
    return slashes % 2 == 1


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a term stands in a text: 0-based code points, end exclusive; `cases` holds one case a word."""

    start: int
    end: int
    spelling: Spelling
    separator: str
    cases: tuple[Case, ...]
    plural: bool


@dataclass(frozen=True)
class Term:
    """A sequence of lower-case words, such as `("session", "id")`."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Term":
        """The term a name spells in any casing. Raises ValueError when it is not a name."""
        words = split(text)
        if not words or not re.fullmatch(r"[^\W\d][\w\- ]*", text):
            raise ValueError(f"'{text}' is not a name: write words joined by '_', such as session_id")
        return cls(words)

    @cached_property
    def source(self) -> str:
        """The regular expression of a candidate, to be matched without regard to case."""
        first, *rest = (re.escape(word) for word in self.words)
        last = f"(?:{re.escape(plural(self.words[-1]))}|{re.escape(self.words[-1])})"
        if not rest:
            return last
        return first + "[_\\- ]?" + "".join(word + "[_\\- ]?" for word in rest[:-1]) + last

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """`source`, compiled."""
        return re.compile(self.source, re.IGNORECASE)

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """Every place where the term stands in `text` as whole words, left to right."""
        for match in self.pattern.finditer(text):
            for number in (True, False):
                found = self._read(text, match.start(), many=number)
                if found:
                    yield found
                    break

    def _read(self, text: str, start: int, *, many: bool) -> Occurrence | None:
        """The occurrence that starts at `start`, or None when the words do not stand apart from their neighbours."""
        words = (*self.words[:-1], plural(self.words[-1])) if many else self.words
        chunks: list[str] = []
        separators: set[str] = set()
        at = start
        for word in words:
            if chunks and text[at : at + 1] in ("_", "-", " "):
                separators.add(text[at])
                at += 1
            elif chunks:
                separators.add("")
            chunk = text[at : at + len(word)]
            if chunk.lower() != word:
                return None
            chunks.append(chunk)
            at += len(word)
        cases = tuple(_case(chunk, word) for chunk, word in zip(chunks, self.words, strict=True))
        if len(separators) > 1 or not _stands_apart(text, start, at, cases[-1]):
            return None
        known = [case for case in cases if case]
        if len(known) < len(cases):
            return None
        separator = separators.pop() if separators else ""
        spelling = _spelling(separator, known)
        return Occurrence(start, at, spelling, separator, tuple(known), many) if spelling else None

    def written_like(self, occurrence: Occurrence) -> str:
        """This term in the casing, separators and number of an occurrence of another term."""
        words = (*self.words[:-1], plural(self.words[-1])) if occurrence.plural else self.words
        cases = _fit(occurrence.cases, len(words))
        separator = occurrence.separator or _separator_for(occurrence)
        return separator.join(_write(*item) for item in zip(words, self.words, cases, strict=True))


def _case(chunk: str, word: str) -> Case | None:
    if chunk.islower():
        return Case.LOWER
    if chunk.isupper() and len(chunk) > 1:
        return Case.UPPER
    if len(chunk) > len(word) > 1 and chunk[: len(word)].isupper() and chunk[len(word) :].islower():
        return Case.UPPER_PLURAL
    return Case.CAPITAL if chunk[:1].isupper() and not chunk[1:].upper() == chunk[1:] or len(chunk) == 1 else None


def _stands_apart(text: str, start: int, end: int, last: Case | None) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalpha() and not is_escape(text, start - 1):
        hump = text[start].isupper() and (before.islower() or text[start + 1 : start + 2].islower())
        if not hump:
            return False
    if not after.isalpha():
        return True
    if last is Case.UPPER:
        return after.isupper() and text[end + 1 : end + 2].islower()
    return after.isupper()


def _spelling(separator: str, cases: list[Case]) -> Spelling | None:
    if separator == "-":
        return Spelling.KEBAB
    if separator == " ":
        return Spelling.SPACED
    upper = all(case in (Case.UPPER, Case.UPPER_PLURAL) for case in cases)
    if separator == "_" or len(cases) == 1:
        if len(cases) == 1 and cases[0] is Case.CAPITAL:
            return Spelling.PASCAL
        return Spelling.SCREAMING if upper else Spelling.SNAKE
    if upper or all(case is Case.LOWER for case in cases[1:]):
        return Spelling.FLAT
    if any(case is Case.LOWER for case in cases[1:]):
        return None
    return Spelling.CAMEL if cases[0] is Case.LOWER else Spelling.PASCAL


def _fit(cases: tuple[Case, ...], count: int) -> tuple[Case, ...]:
    """The cases for a term with another number of words: the first word's, then the last word's for all the others."""
    if len(cases) == count:
        return cases
    if len(cases) == 1:
        rest = Case.UPPER if cases[0] is Case.UPPER_PLURAL else cases[0]
        return (rest,) * (count - 1) + cases
    return cases[: count - 1] + cases[-1:] if count < len(cases) else cases[:1] + (cases[-1],) * (count - 1)


def _separator_for(occurrence: Occurrence) -> str:
    """A single word shows no separator: a capitalised one joins by humps, any other by underscores."""
    humps = occurrence.spelling in (Spelling.CAMEL, Spelling.PASCAL, Spelling.FLAT)
    return "" if len(occurrence.cases) > 1 or humps else "_"


def _write(word: str, singular: str, case: Case) -> str:
    if case is Case.LOWER:
        return word
    if case is Case.UPPER:
        return word.upper()
    if case is Case.UPPER_PLURAL and word.startswith(singular):
        return singular.upper() + word[len(singular) :]
    return word[:1].upper() + word[1:]
