"""Text -> References: find every token of the concept, then say what each one is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flowcodemod.model.concept import Concept, Hit
from flowcodemod.model.reference import TEXTUAL, Reference, Role
from flowcodemod.model.source import Source
from flowcodemod.model.suppression import MARKER
from flowcodemod.readers.languages import PYTHON, Grammar, grammar_of
from flowcodemod.readers.offsets import Offsets
from flowcodemod.readers.roles import roles
from flowcodemod.readers.stretches import stretches
from flowcodemod.readers.syntax import Syntax
from flowcodemod.readers.text import is_prose, text_roles


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds. `parses` is False when the grammar met an error: such a file is reported, never edited."""

    path: str
    references: tuple[Reference, ...]
    parses: bool = True


def read(source: Source, concept: Concept) -> Reading:
    """Every reference in a source, sorted by position. Never raises for what the text holds."""
    return read_with_syntax(source, concept)[0]


def read_with_syntax(source: Source, concept: Concept, *, whole: bool = True) -> tuple[Reading, Syntax | None]:
    """Like `read`, with the parsed text for looking around a reference; None where no grammar reads it.

    `whole`: whether all of the text has to be parsed, or only what tells the references apart.
    """
    hits = concept.hits(source.text)
    if not hits:
        return Reading(source.path, ()), None
    grammar = None if is_prose(source.path) else grammar_of(source.path, source.text[:80].partition("\n")[0])
    if grammar is None:
        return Reading(source.path, tuple(_read_text(source, hits))), None
    syntax = (None if whole else _parsed_in_part(source.text, grammar, hits)) or Syntax(source.text, grammar)
    references = tuple(sorted(_read_syntax(source.path, syntax, hits, concept)))
    return Reading(source.path, references, parses=syntax.is_sound_around(_spans(hits))), syntax


def _parsed_in_part(text: str, grammar: Grammar, hits: list[Hit]) -> Syntax | None:
    """The top-level definitions that hold hits; None where that is not certain to show the same as the whole text."""
    if grammar is not PYTHON or MARKER in text:
        return None
    syntax = Syntax(text, grammar, stretches(text, (hit.start for hit in hits)))
    return None if syntax.has_error else syntax


def read_name(path: str, concept: Concept) -> tuple[Reference, ...]:
    """The references in a repository path itself: role `filename`, line 1, columns that count in the path."""
    return tuple(
        Reference(path, hit.start, hit.end, 1, hit.start + 1, hit.text, hit.spelling, Role.FILENAME)
        for hit in concept.hits(path)
    )


def _read_text(source: Source, hits: list[Hit]) -> Iterator[Reference]:
    offsets = Offsets(source.text)
    role = text_roles(source.path, source.text)
    for hit in hits:
        yield _reference(source.path, hit, offsets, role(hit.start, hit.end), "")


def _read_syntax(path: str, syntax: Syntax, hits: list[Hit], concept: Concept) -> Iterator[Reference]:
    torn: list[Hit] = []
    for hit, found in zip(hits, roles(syntax, _spans(hits)), strict=True):
        if found:
            yield _reference(path, hit, syntax.offsets, *found)
        else:
            torn += _identifiers(hit, concept)
    for hit, found in zip(torn, roles(syntax, _spans(torn)), strict=True):
        if found:
            yield _reference(path, hit, syntax.offsets, *found)


def _spans(hits: list[Hit]) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in hits]


def _identifiers(hit: Hit, concept: Concept) -> Iterator[Hit]:
    """The tokens in a hit that is none itself: in code, `x-session-id_session_id` subtracts `id_session_id`, too."""
    for word in re.finditer(r"\w+", hit.text):
        for part in concept.hits(word[0]):
            start = hit.start + word.start()
            yield replace(part, start=start + part.start, end=start + part.end)


def _reference(path: str, hit: Hit, offsets: Offsets, role: Role, scope: str) -> Reference:
    line, column = offsets.line_column(hit.start)
    if hit.is_id and role not in TEXTUAL:
        role = Role.ID_LITERAL
    return Reference(path, hit.start, hit.end, line, column, hit.text, hit.spelling, role, scope)
