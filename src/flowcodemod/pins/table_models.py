"""Fields of SQLModel's tables: annotated like fields of Pydantic, and columns of a database."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.field_import import Maker
from flowcodemod.pins.wire_idioms import Idiom
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_IMPORTED = re.compile(r"^\s*(?:from|import)\s+sqlmodel\b", re.MULTILINE)
_IS_TABLE = re.compile(r"[^:]*\btable\s*=\s*True\b")
_RELATES = re.compile(r"\s*:[^=\n]+=\s*(?:\w+\.)*Relationship\(")
_IDIOM = Idiom(
    "sqlmodel",
    re.compile(r"SQLModel$"),
    re.compile(r"(?!)"),
    re.compile(r"(?:sqlmodel\.)?Field$"),
    'sa_column_kwargs={{"name": "{}"}}',
    re.compile(r"sa_column_kwargs=(?:\{\"name\": \"(?P<name>\w+)\"\}|.*\bname\b.*)|sa_column=.*\bColumn\(\s*[\"'].*"),
    (Maker("Field", "sqlmodel", "sqlmodel"),),
    excludes="sa_column",
)


def sql_model(program: Program, reference: Reference) -> Class | None:
    """The model of SQLModel that a reference is a field of, be it a table or not."""
    if program.index.site(reference).kind is not SiteKind.MEMBER:
        return None
    around = program.definitions(reference.path).class_around(reference.start)
    if around is None:
        return None
    lineage = [(path, one) for path, outside, one in program.ancestry(reference.path, around) if not outside]
    based = any(_IDIOM.bases.match(base.text) for _path, one in lineage for base in one.bases)
    imported = any(_IMPORTED.search(program.modules.text(path)) for path, _one in lineage)
    related = _RELATES.match(program.modules.text(reference.path), reference.end)
    return around if based and imported and not related else None


def table_model(program: Program, reference: Reference) -> tuple[Idiom, Class] | None:
    """The class whose field is a column of its table, or of the tables of classes that inherit it."""
    one = sql_model(program, reference)
    if one is None:
        return None
    for file in program.index.python:
        for other in program.definitions(file.source.path).classes.values():
            if not _IS_TABLE.match(file.source.text, other.start, other.end):
                continue
            places = ((path, each.start) for path, _outside, each in program.ancestry(file.source.path, other))
            if (reference.path, one.start) in places:
                return _IDIOM, one
    return None
