"""Identifier -> words -> spelling: how a term is written in every casing, and how to write another the same way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from flowcodemod.model.casing import Case, cases_of, fit, write
from flowcodemod.model.escapes import in_escape

# Over the shape of an identifier: U an upper-case letter, l any other letter, d a digit. Digits belong to their word.
_WORD = re.compile(r"U+(?!l)d*|U?l+d*|d+")
_NAME = re.compile(r"[^\W\d][\w\- ]*")
_JOINTS = ("_", "-", " ")


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


def split(identifier: str) -> tuple[str, ...]:
    """The words of an identifier, lower case: `importSessionId2` -> `("import", "session", "id2")`."""
    shape = "".join(map(_sort, identifier))
    return tuple(identifier[match.start() : match.end()].lower() for match in _WORD.finditer(shape))


def _sort(sign: str) -> str:
    if sign.isalpha():
        return "U" if sign.isupper() else "l"
    return "d" if sign.isdigit() else "_"


@lru_cache(maxsize=1024)
def plural(word: str) -> str:
    """The regular English plural of a lower-case word: `id`, `ids`; `entity`, `entities`; `status`, `statuses`."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `3 files`."""
    return f"{number} {noun if number == 1 else plural(noun)}"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a term stands in a text: 0-based code points, end exclusive; `cases` holds one case a word.

    `separator` joins the words; where there is but one, it is what would join several in this place.
    """

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
        if not words or not _NAME.fullmatch(text):
            raise ValueError(f"'{text}' is not a name: write words joined by '_', such as session_id")
        return cls(words)

    @cached_property
    def _plural(self) -> tuple[str, ...]:
        return (*self.words[:-1], plural(self.words[-1]))

    @cached_property
    def source(self) -> str:
        """The regular expression of a candidate, to be matched without regard to case."""
        *firsts, last = (re.escape(word) for word in self.words)
        return "".join(word + "[_\\- ]?" for word in firsts) + f"(?:{re.escape(self._plural[-1])}|{last})"

    @cached_property
    def _lower(self) -> re.Pattern[str]:
        return re.compile(self.source)

    @cached_property
    def _any_case(self) -> re.Pattern[str]:
        return re.compile(self.source, re.IGNORECASE)

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """Every place where the term stands in `text` as whole words, left to right."""
        lowered = text.lower()
        # A pattern that knows one casing is searched for five times as fast; `İ` is two signs in lower case.
        haystack, pattern = (lowered, self._lower) if len(lowered) == len(text) else (text, self._any_case)
        at = 0
        while match := pattern.search(haystack, at):
            start = match.start()
            plural = self._read(text, start, self._plural) if match[0].lower().endswith(self._plural[-1]) else None
            found = plural or self._read(text, start, self.words)
            if found:
                yield found
            at = found.end if found else start + 1

    def _read(self, text: str, start: int, words: tuple[str, ...]) -> Occurrence | None:
        """The occurrence of `words` at `start`, or None when they do not stand there as whole words."""
        chunks: list[str] = []
        joints: set[str] = set()
        end = start
        for word in words:
            if chunks:
                joint = text[end : end + 1] if text[end : end + 1] in _JOINTS else ""
                joints.add(joint)
                end += len(joint)
            chunks.append(text[end : end + len(word)])
            end += len(word)
            if chunks[-1] != word and (chunks[-1].lower() != word or chunks[-1].isascii() != word.isascii()):
                return None
        if len(joints) > 1:
            return None
        separator = joints.pop() if joints else _joint_around(text, start, end)
        cases = cases_of(tuple(chunks), self.words, humps=separator == "")
        if cases is None or not _stands_apart(text, start, end, cases[-1]):
            return None
        spelling = _spelling(separator, cases)
        if spelling is None or (separator == " " and not _stands_alone(text, start, end)):
            return None
        return Occurrence(start, end, spelling, separator, cases, words is self._plural)

    def written_like(self, occurrence: Occurrence) -> str:
        """Write this term in the casing, separators and number of an occurrence of another term."""
        words = self._plural if occurrence.plural else self.words
        cases = fit(occurrence.cases, len(words), humps=occurrence.separator == "")
        return occurrence.separator.join(write(*item) for item in zip(words, self.words, cases, strict=True))


def _is_cased(sign: str) -> bool:
    """Whether a sign is a letter that has a case: others, such as `用`, end a word like punctuation does."""
    return sign.isupper() or sign.islower()


def _stands_apart(text: str, start: int, end: int, last: Case) -> bool:
    """Whether no letter or digit beside a span belongs to its first or last word."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if _is_cased(before) and not in_escape(text, start - 1):
        hump = text[start].isupper() and (before.islower() or text[start + 1 : start + 2].islower())
        if not hump:
            return False
    if not _is_cased(after):
        return not (after.isdigit() and text[end - 1].isdigit())
    return after.isupper() and (last is not Case.UPPER or text[end + 1 : end + 2].islower())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a span is no part of longer identifiers: `my_session id` is two of them."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    apart = not (before == "_" or before.isdigit() or _is_cased(before)) or in_escape(text, start - 1)
    return apart and not (after == "_" or after.isdigit() or _is_cased(after))


def _joint_around(text: str, start: int, end: int) -> str:
    """What would join the words of a term at the place of a single word: the sign that joins it to its neighbours."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if (_is_cased(before) and not in_escape(text, start - 1)) or _is_cased(after):
        return ""
    for sign in ("_", "-"):
        left = before == sign and text[max(0, start - 2) : start - 1].isalnum() and not in_escape(text, start - 2)
        if left or (after == sign and text[end + 1 : end + 2].isalnum()):
            return sign
    return "" if text[start].isupper() and text[start + 1 : end].islower() else "_"


def _spelling(separator: str, cases: tuple[Case, ...]) -> Spelling | None:
    if separator == "-":
        return Spelling.KEBAB
    if separator == " ":
        return Spelling.SPACED
    upper = [case in (Case.UPPER, Case.UPPER_PLURAL) for case in cases]
    if separator == "_":
        return Spelling.SCREAMING if all(upper) else Spelling.SNAKE
    first, *rest = cases
    if rest and (all(upper) or set(rest) == {Case.LOWER}):
        return Spelling.FLAT
    if Case.LOWER in rest or any(one and other for one, other in pairwise(upper)):
        return None
    return Spelling.CAMEL if first is Case.LOWER else Spelling.PASCAL
