"""`runs = Table("runs", …, Column("name"))`: `runs.c.name`, `runs.c["name"]`, `runs.insert().values(name=…)` name that."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from flowcodemod.linkers.databases.table_columns import table_asked, table_given
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import Syntax, enclosing, takes, text_of

Tables = Mapping[tuple[str, str], Mapping[str, Key]]
"""(path, variable) -> column -> the string that names it."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what is asked of a table of SQLAlchemy to the column that it declares."""
    tables = _tables(program)
    namespace = Namespace(program)
    for file in program.index.python if tables else ():
        for reference, site in zip(file.references, file.sites, strict=True):
            given = _table_given(file.syntax, reference, site) if file.syntax is not None else ""
            named = table_asked(site) or given
            key = _declared(program, namespace, tables, reference.path, named).get(reference.text) if named else None
            if key is not None:
                evidence = Evidence(Kind.SHOWN_FLOW, f"a column of the table {named}")
                yield Link((reference.path, reference.start), key, evidence)


def _tables(program: Program) -> Tables:
    found: dict[tuple[str, str], dict[str, Key]] = defaultdict(dict)
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            called = site.callee.text if site.callee is not None else ""
            if site.kind is SiteKind.STRING and site.whole and called == "Column" and file.syntax is not None:
                name = _table_around(file.syntax, reference, site)
                if name:
                    found[reference.path, name][reference.text] = (reference.path, reference.start)
    return found


def _table_around(syntax: Syntax, reference: Reference, site: Site) -> str:
    """The variable of the table that a string names a column of in code; '' where a `key=` beside it does."""
    column = enclosing(syntax.node_at(reference.start, reference.end), "call")
    table = enclosing(column.parent, "call") if column is not None else None
    if column is None or table is None or (site.argument != "key" and re.search(r"\bkey\s*=", text_of(column))):
        return ""
    function, holder = table.child_by_field_name("function"), table.parent
    target = holder.child_by_field_name("left") if holder is not None and holder.type == "assignment" else None
    is_table = function is not None and text_of(function).rpartition(".")[2] == "Table"
    return text_of(target) if is_table and target is not None else ""


def _table_given(syntax: Syntax, reference: Reference, site: Site) -> str:
    """The dotted name of what is given values as a mapping that has a key; '' for all else."""
    if site.use is not StringUse.DICT_KEY or not site.whole:
        return ""
    function = takes(syntax.node_at(reference.start, reference.end))
    return table_given(text_of(function)) if function is not None else ""


def _declared(program: Program, namespace: Namespace, tables: Tables, path: str, named: str) -> Mapping[str, Key]:
    """The columns of the table that a name means in a file: its own variable, or what it imports."""
    if (path, named) in tables:
        return tables[path, named]
    target = namespace.local(path, named)
    place, start = namespace.definition(target) if target is not None else ("", 0)
    name = re.compile(r"\w+").match(program.modules.text(place), start) if place else None
    return tables.get((place, name[0]), {}) if name is not None else {}
