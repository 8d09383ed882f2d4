"""A concept: what the old name is, what the new name is, and how to find and rewrite one in a text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flowcodemod.model.escapes import after_escape, in_escape
from flowcodemod.model.prefilter import Prefilter, ascii_lower
from flowcodemod.model.words import Occurrence, Spelling, Term

_TEMPLATES = {"hex": "[0-9a-fA-F]", "digits": "[0-9]", "letters": "[A-Za-z]"}
_OPEN_TEMPLATES = {
    "word": "[A-Za-z0-9]+",
    "id": "[A-Za-z0-9_-]+",
    "uuid": "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
}
_RUN = re.compile(r"\w*")
_KEBAB_RUN = re.compile(r"[\w-]*")
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+")


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
            f"'{match[0]}' is no hole of an id format: "
            "use {hex8}, {digits6}, {letters3}, {word}, {id} or {uuid}"
        )

    literal = re.split(r"\{[^{}]*\}", template)
    if not any(part.strip() for part in literal):
        raise ValueError(f"'{template}' would match anything: an id format needs some fixed text")
    holes = [hole(match) for match in re.finditer(r"\{([a-z]*)(\d*)\}", template)]
    if len(holes) != len(literal) - 1 or any(brace in part for part in literal for brace in "{}"):
        raise ValueError(
            f"'{template}' has a hole that is not understood: use {{hex8}}, {{digits6}}, {{word}}, {{id}} or {{uuid}}"
        )
    return re.escape(literal[0]) + "".join(one + re.escape(part) for one, part in zip(holes, literal[1:], strict=True))


@dataclass(frozen=True)
class Concept:
    """The old and the new term (both missing when a campaign holds exact names alone), names and id formats."""

    old: Term | None = None
    new: Term | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()

    @cached_property
    def back(self) -> "Concept":
        """The concept that renames the other way."""
        qualified = {_last(old, new): old.rpartition(".")[2] for old, new in self.qualified.items()}
        names = {new: old for old, new in self.names.items() if old not in self.qualified}
        return Concept(self.new, self.old, names | qualified)

    @cached_property
    def qualified(self) -> Mapping[str, str]:
        """The dotted names of definitions among the exact names (`a.b.Class.method`), each with its new last name."""
        found = {}
        for old, new in self.names.items():
            prefix, _, last = new.rpartition(".")
            if _DOTTED.fullmatch(old) and last.isidentifier() and prefix in ("", old.rpartition(".")[0]):
                found[old] = last
        return found

    @cached_property
    def spelled(self) -> Mapping[str, str]:
        """The exact names as they stand in texts: of a dotted definition the last name, with the first of its new ones."""
        names = {old: new for old, new in self.names.items() if old not in self.qualified}
        for old, new in sorted(self.qualified.items()):
            names.setdefault(old.rpartition(".")[2], new)
        return names

    @cached_property
    def _exact(self) -> re.Pattern[str] | None:
        parts = [_name_pattern(name) for name in sorted(self.spelled, key=len, reverse=True)]
        return re.compile("|".join(parts)) if parts else None

    @cached_property
    def _ids(self) -> re.Pattern[str] | None:
        parts = [id_pattern(template) + r"(?![\w-])" for template in self.ids]
        return re.compile("|".join(parts)) if parts else None

    @cached_property
    def prefilter(self) -> Prefilter:
        """What every UTF-8 or latin-1 text with a hit passes; a few others do, too."""
        return Prefilter.of(self.ways)

    @cached_property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """For each way in which a text can speak of the concept, a word that it then holds and the pattern of the rest."""
        found = [(name, re.escape(ascii_lower(name))) for name in self.spelled]
        found += [(one.partition("{")[0], id_pattern(ascii_lower(one))) for one in self.ids]
        if self.old:
            *first, last = self.old.words
            found.append((max([*first, last.removesuffix("y")], key=len), self.old.source))  # entity, entities
        return tuple(found)

    @cached_property
    def _is_nested(self) -> bool:
        """Whether the new term holds the old one."""
        return bool(self.old and self.new and _contains(self.new, self.old))

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
            if _starts(text, match.start(), hyphens=True):
                yield Hit(match.start(), match.end(), match[0], Spelling.EXACT, is_id=True)

    def _name_hits(self, text: str) -> Iterator[Hit]:
        for match in self._exact.finditer(text) if self._exact else ():
            if not re.match(r"\w", match[0]) or _starts(text, match.start(), hyphens=False):
                yield Hit(match.start(), match.end(), match[0], Spelling.EXACT)

    def _term_hits(self, text: str) -> Iterator[Hit]:
        last = -1
        for occurrence in self._occurrences(text):
            if occurrence.start >= last:
                start, last = _token(text, occurrence)
                yield Hit(start, last, text[start:last], _in_token(occurrence.spelling, text[start:last]))

    def _occurrences(self, text: str) -> Iterator[Occurrence]:
        """Where the old term stands, except as a part of the new one (`user` in `user_account`)."""
        found = self.old.occurrences(text) if self.old else iter(())
        if not self.new or not self._is_nested:
            yield from found
            return
        shelters = list(self.new.occurrences(text))
        starts = [shelter.start for shelter in shelters]
        for occurrence in found:
            before = bisect_right(starts, occurrence.start) - 1
            if before < 0 or shelters[before].end < occurrence.end:
                yield occurrence

    def rename(self, token: str) -> str | None:
        """The token with the new name in the old one's casing, or None when it has no safe new form (`sessionid`)."""
        if token in self.spelled:
            return self.spelled[token]
        if not self.old or not self.new:
            return None
        parts: list[str] = []
        at = 0
        for occurrence in self._occurrences(token):
            if occurrence.spelling is Spelling.FLAT:
                return None
            parts += [token[at : occurrence.start], self.new.written_like(occurrence)]
            at = occurrence.end
        return "".join(parts) + token[at:] if parts else None

    def rewrite(self, text: str) -> str:
        """The text with every token renamed that has a safe new form."""
        parts: list[str] = []
        at = 0
        for hit in self.hits(text):
            parts += [text[at : hit.start], self.rename(hit.text) or hit.text]
            at = hit.end
        return "".join(parts) + text[at:]

    def is_reversible(self, token: str, before: str = "", after: str = "") -> bool:
        """Whether renaming the token and renaming it back gives the same text; `before` and `after` stand beside it.

        It does not where the new term cannot show what the old one did: `sessionId` -> `flow` -> `session_id`,
        `getSID` -> `getConnRef` -> `getSid`; or where the text holds the new name already.
        """
        renamed = self.rename(token)
        return renamed is not None and self.back.rewrite(before + renamed + after) == before + token + after


def _last(old: str, new: str) -> str:
    """A dotted name with another last name."""
    return f"{old.rpartition('.')[0]}.{new}"


def _in_token(spelling: Spelling, token: str) -> Spelling:
    """`SessionId` is Pascal case, but inside `importSessionId` it is part of a camel-case token."""
    return Spelling.CAMEL if spelling is Spelling.PASCAL and token.lstrip("_")[:1].islower() else spelling


def _contains(longer: Term, shorter: Term) -> bool:
    count = len(shorter.words)
    starts = range(len(longer.words) - count + 1)
    return longer != shorter and any(longer.words[start : start + count] == shorter.words for start in starts)


def _name_pattern(name: str) -> str:
    """An exact name that nothing continues; a path or route is not continued by a hyphen either (`/switch-user`)."""
    if not re.search(r"\w$", name):
        return re.escape(name)
    return re.escape(name) + (r"(?![\w-])" if "/" in name else r"(?!\w)")


def _starts(text: str, start: int, *, hyphens: bool) -> bool:
    """Whether no identifier sign stands right before `start`, apart from an escape's."""
    before = text[max(0, start - 1) : start]
    inside = before.isalnum() or before == "_" or (hyphens and before == "-")
    return not inside or in_escape(text, start - 1)


def _token(text: str, occurrence: Occurrence) -> tuple[int, int]:
    """The span of the whole token around an occurrence: its run of identifier signs; for a kebab name with hyphens."""
    start, end = occurrence.start, occurrence.end
    if occurrence.spelling is Spelling.SPACED:
        return start, end
    kebab = occurrence.spelling is Spelling.KEBAB
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_" or (kebab and text[start - 1] == "-")):
        start -= 1
    start = min(after_escape(text, start), occurrence.start)
    run = (_KEBAB_RUN if kebab else _RUN).match(text, end)
    end = run.end() if run else end
    while kebab and text[start] == "-":
        start += 1
    while kebab and text[end - 1] == "-":
        end -= 1
    return start, end
