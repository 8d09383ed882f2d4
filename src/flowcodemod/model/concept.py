"""A concept: what the old name is, what the new name is, and how to find and rewrite one in a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flowcodemod.model.words import Spelling, Term, is_escape

_TEMPLATES = {"hex": "[0-9a-fA-F]", "digits": "[0-9]", "letters": "[A-Za-z]"}
_OPEN_TEMPLATES = {
    "word": "[A-Za-z0-9]+",
    "id": "[A-Za-z0-9_-]+",
    "uuid": "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One token of a text that speaks of the concept: 0-based code points, end exclusive, `text` the whole token."""

    start: int
    end: int
    text: str
    spelling: Spelling
    is_id: bool = False


def id_pattern(template: str) -> str:
    """The regular expression of an id format such as `disc_session_{hex8}`.

    Holes: `{hexN}`, `{digitsN}`, `{lettersN}` (N signs), `{word}`, `{id}`, `{uuid}`. Raises ValueError for any other.
    """

    def hole(match: re.Match[str]) -> str:
        name, count = match[1], match[2]
        if name in _TEMPLATES and count:
            return f"{_TEMPLATES[name]}{{{count}}}"
        if name in _OPEN_TEMPLATES and not count:
            return _OPEN_TEMPLATES[name]
        raise ValueError(
            f"'{match[0]}' is no hole of an id format: use {{hex8}}, {{digits6}}, {{letters3}}, {{word}}, {{id}} or {{uuid}}"
        )

    literal = re.split(r"\{[^{}]*\}", template)
    if not any(part.strip() for part in literal):
        raise ValueError(f"'{template}' would match anything: an id format needs some fixed text")
    holes = [hole(match) for match in re.finditer(r"\{([a-z]*)(\d*)\}", template)]
    if len(holes) != len(literal) - 1:
        raise ValueError(
            f"'{template}' has a hole that is not understood: use {{hex8}}, {{digits6}}, {{word}}, {{id}} or {{uuid}}"
        )
    return re.escape(literal[0]) + "".join(one + re.escape(part) for one, part in zip(holes, literal[1:], strict=True))


@dataclass(frozen=True)
class Concept:
    """The old and the new term (either may be missing when a campaign holds exact names alone), names and id formats."""

    old: Term | None = None
    new: Term | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()

    @cached_property
    def _exact(self) -> re.Pattern[str] | None:
        parts = [_name_pattern(name) for name in sorted(self.names, key=len, reverse=True)]
        return re.compile("|".join(parts)) if parts else None

    @cached_property
    def _ids(self) -> re.Pattern[str] | None:
        parts = [rf"(?<![\w-]){id_pattern(template)}(?![\w-])" for template in self.ids]
        return re.compile("|".join(parts)) if parts else None

    @cached_property
    def prefilter(self) -> re.Pattern[bytes]:
        """A byte pattern that every UTF-8 or latin-1 text with a hit matches (and a few others do)."""
        parts = [re.escape(name) for name in self.names] + [id_pattern(template) for template in self.ids]
        if self.old:
            parts.append(f"(?i:{self.old.source})")
        return re.compile("|".join(parts).encode())

    def hits(self, text: str) -> list[Hit]:
        """Every token of `text` that speaks of the concept, once each, in order, without overlaps."""
        kept: list[Hit] = []
        hits = [*self._id_hits(text), *self._name_hits(text), *self._term_hits(text)]
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept

    def _id_hits(self, text: str) -> Iterator[Hit]:
        for match in self._ids.finditer(text) if self._ids else ():
            yield Hit(match.start(), match.end(), match[0], Spelling.EXACT, is_id=True)

    def _name_hits(self, text: str) -> Iterator[Hit]:
        for match in self._exact.finditer(text) if self._exact else ():
            yield Hit(match.start(), match.end(), match[0], Spelling.EXACT)

    def _term_hits(self, text: str) -> Iterator[Hit]:
        last = -1
        for occurrence in self.old.occurrences(text) if self.old else ():
            if occurrence.start >= last:
                start, last = _token(
                    text, occurrence.start, occurrence.end, hyphens=occurrence.spelling is Spelling.KEBAB
                )
                yield Hit(start, last, text[start:last], _in_token(occurrence.spelling, text[start:last]))

    def rename(self, token: str) -> str | None:
        """The token with the new name in the old one's casing, or None when it has no safe new form (`sessionid`)."""
        if token in self.names:
            return self.names[token]
        if not self.old or not self.new:
            return None
        parts: list[str] = []
        at = 0
        for occurrence in self.old.occurrences(token):
            if occurrence.spelling is Spelling.FLAT:
                return None
            parts += [token[at : occurrence.start], self.new.written_like(occurrence)]
            at = occurrence.end
        return "".join(parts) + token[at:] if parts else None


def _in_token(spelling: Spelling, token: str) -> Spelling:
    """`SessionId` is Pascal case, but inside `importSessionId` it is part of a camel-case token."""
    return Spelling.CAMEL if spelling is Spelling.PASCAL and token.lstrip("_")[:1].islower() else spelling


def _name_pattern(name: str) -> str:
    before = r"(?<!\w)" if re.match(r"\w", name) else ""
    return before + re.escape(name) + r"(?![\w])"


def _token(text: str, start: int, end: int, *, hyphens: bool) -> tuple[int, int]:
    """The whole run of identifier characters around a span; with `hyphens`, of a kebab name."""

    def inside(sign: str) -> bool:
        return sign.isalnum() or sign == "_" or (hyphens and sign == "-")

    while start > 0 and inside(text[start - 1]) and not is_escape(text, start - 1):
        start -= 1
    while end < len(text) and inside(text[end]):
        end += 1
    while hyphens and text[start] == "-":
        start += 1
    while hyphens and text[end - 1] == "-":
        end -= 1
    return start, end
