"""What makes a class of mashumaro write its aliases: its configuration, which reads them without being told."""

import re

from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program
from flowcodemod.readers.class_headers import first_statement
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.syntax import Syntax

_SAID = re.compile(r"\bserialize_by_alias\s*=\s*(\w+)")


def by_alias(program: Program, syntax: Syntax, reference: Reference, one: Class) -> list[Edit] | None:
    """What lets a class write its aliases; nothing where it does already, None where it cannot be said."""
    lineage = [(place, other) for place, outside, other in program.ancestry(reference.path, one) if not outside]
    texts = [program.modules.text(place)[other.start : other.end] for place, other in lineage]
    said = {match[1] for text in texts for match in _SAID.finditer(text)}
    if said:
        return [] if said == {"True"} else None
    first = first_statement(syntax, one.start)
    if first is None or any(re.search(r"\bclass Config\b", text) for text in texts):
        return None
    return [Edit(reference.path, first, first, _line(syntax, first), "", _statement(syntax, first))]


def no_longer_by_alias(syntax: Syntax, reference: Reference, one: Class) -> list[Edit]:
    """Take back what `by_alias` wrote; the class has no alias left that it would be for."""
    first = first_statement(syntax, one.start)
    if first is None or not syntax.text.startswith(statement := _statement(syntax, first), first):
        return []
    return [Edit(reference.path, first, first + len(statement), _line(syntax, first), statement, "")]


def _statement(syntax: Syntax, first: int) -> str:
    """The configuration, up to the indentation of what follows."""
    line = syntax.text.rfind("\n", 0, first) + 1
    margin = syntax.text[line:first]
    newline = "\r\n" if syntax.text[:line].endswith("\r\n") else "\n"
    return f"class Config:{newline}{margin}    serialize_by_alias = True{newline}{newline}{margin}"


def _line(syntax: Syntax, at: int) -> int:
    return syntax.text.count("\n", 0, at) + 1
