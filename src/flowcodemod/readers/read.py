"""Text -> References: find every token of the concept, then say what each one is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from flowcodemod.model.concept import Concept, Hit
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.source import Source
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.offsets import Offsets
from flowcodemod.readers.syntax import Syntax
from flowcodemod.readers.text import is_prose, role_in_sql, role_in_text


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds. `parses` is False when the grammar met an error: such a file is reported, never edited."""

    path: str
    references: tuple[Reference, ...]
    parses: bool = True


def read(source: Source, concept: Concept) -> Reading:
    """Every reference in a source, sorted by position. Never raises for what the text holds."""
    return read_with_syntax(source, concept)[0]


def read_with_syntax(source: Source, concept: Concept) -> tuple[Reading, Syntax | None]:
    """Like `read`, with the parsed text, for those who need to look around a reference; None where no grammar reads it."""
    hits = concept.hits(source.text)
    if not hits:
        return Reading(source.path, ()), None
    grammar = None if is_prose(source.path) else grammar_of(source.path, source.text[:80].partition("\n")[0])
    if grammar is None:
        return Reading(source.path, tuple(_read_text(source, hits))), None
    syntax = Syntax(source.text, grammar)
    references = tuple(_reference(source.path, hit, syntax.offsets, *syntax.role(hit.start, hit.end)) for hit in hits)
    return Reading(source.path, references, parses=not syntax.has_error), syntax


def read_name(path: str, concept: Concept) -> tuple[Reference, ...]:
    """The references in a repository path itself: role `filename`, line 1, columns that count in the path."""
    return tuple(
        Reference(path, hit.start, hit.end, 1, hit.start + 1, hit.text, hit.spelling, Role.FILENAME)
        for hit in concept.hits(path)
    )


def _read_text(source: Source, hits: list[Hit]) -> Iterator[Reference]:
    offsets = Offsets(source.text)
    sql = PurePosixPath(source.path).suffix.lower() == ".sql"
    for hit in hits:
        role = (
            role_in_sql(source.text, hit.start) if sql else role_in_text(source.path, source.text, hit.start, hit.end)
        )
        yield _reference(source.path, hit, offsets, role, "")


def _reference(path: str, hit: Hit, offsets: Offsets, role: Role, scope: str) -> Reference:
    line, column = offsets.line_column(hit.start)
    if hit.is_id and role not in (Role.COMMENT, Role.DOCSTRING, Role.PROSE):
        role = Role.ID_LITERAL
    return Reference(path, hit.start, hit.end, line, column, hit.text, hit.spelling, role, scope)
