"""Texts for people that something else has by heart: catalogs of translations, and migrations that record a model."""

from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program

_CATALOGS = (".po", ".pot")


def recorded(program: Program, reference: Reference) -> str:
    """Why words spelled apart stay as they are, '' where nothing goes by them.

    A catalog goes by the text it translates, also in a compiled form that no text search finds. A migration records what
    a model calls its fields: another text there is a change of the model.
    """
    if reference.spelling is not Spelling.SPACED:
        return ""
    if reference.path.endswith(_CATALOGS):
        return "a catalog of translations goes by the text of the code"
    whole = _whole(program, reference) if reference.role is Role.MESSAGE else ""
    for one in program.index.references if whole else ():
        translates = one.path.endswith(_CATALOGS)
        if one.text == reference.text and (translates or one.status is Status.HISTORY):
            text = program.index.files[one.path].source.text
            if f'"{whole}"' in text or f"'{whole}'" in text:
                return f"{one.path} {'translates' if translates else 'records'} this text"
    return ""


def _whole(program: Program, reference: Reference) -> str:
    """The plain string that a reference stands in, without its quotes; '' where it is none."""
    syntax = program.index.files[reference.path].syntax
    literal = syntax.string_around(reference.start, reference.end) if syntax is not None else ""
    return literal.lstrip("rRuU")[1:-1] if literal[-1:] in ("'", '"') and literal[-3:] not in ('"""', "'''") else ""
