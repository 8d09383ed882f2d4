"""Columns: an attribute of a model, the strings that name its column in the same class, foreign keys and SQL.

Only where the campaign renames columns: a pinned column keeps its stored name, and every string that speaks of it, too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.column_policy import goes, is_named, statement, table_named, table_of
from flowcodemod.program.program import Program

Columns = Mapping[tuple[str, str], Key]
"""(table, column) -> where the model declares it."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie strings and SQL that name a column to the model's attribute."""
    campaign = program.campaign
    if campaign is None:
        return
    tables = _tables(program)
    columns = {
        (tables[reference.path, site.owner.start], reference.text): (reference.path, reference.start)
        for reference, site in program.sites()
        if site.kind is SiteKind.MEMBER and reference.role is Role.COLUMN and site.owner is not None
        if (reference.path, site.owner.start) in tables
        if goes(program, reference, campaign)
    }
    if not columns:
        return
    by_name: dict[str, list[tuple[str, Key]]] = defaultdict(list)
    for (table, name), key in columns.items():
        by_name[name].append((table, key))
    for reference in program.index.references:
        if reference.role is Role.COLUMN:
            yield from _declared(program, reference, columns)
        elif reference.role is Role.SQL:
            yield from _in_sql(program, reference, by_name)


def _tables(program: Program) -> dict[Key, str]:
    """A class's path and start -> the table it maps."""
    found: dict[Key, str] = {}
    for file in program.index.python:
        for one in program.definitions(file.source.path).classes.values():
            table = table_of(file.source.text, one)
            if table:
                found[file.source.path, one.start] = table
    return found


def _declared(program: Program, reference: Reference, columns: Columns) -> Iterator[Link]:
    """A string in a class body: a column of the same table, of the table before a dot, or the name of an index."""
    site = program.index.site(reference)
    if site.kind is not SiteKind.STRING:
        return
    around = program.definitions(reference.path).class_around(reference.start)
    table = table_named(program, reference)
    key = columns.get((table, reference.text))
    if key is None and around is not None:
        inside = [name for owner, name in columns if owner == table and name in reference.text]
        key = columns[table, max(inside, key=len)] if inside else None
    if key is not None:
        yield Link((reference.path, reference.start), key, Evidence(Kind.SHOWN_FLOW, f"column of {table}"))


def _in_sql(program: Program, reference: Reference, by_name: Mapping[str, list[tuple[str, Key]]]) -> Iterator[Link]:
    """SQL that names the table: in a string the whole string, in a file the statement."""
    candidates = [
        (table, key)
        for name, several in by_name.items()
        if name.lower() in reference.text.lower()
        for table, key in several
    ]
    if not candidates:
        return
    said = statement(program, reference)
    for table, key in candidates:
        if is_named(table, said):
            yield Link((reference.path, reference.start), key, Evidence(Kind.SHOWN_FLOW, f"SQL on {table}"))
