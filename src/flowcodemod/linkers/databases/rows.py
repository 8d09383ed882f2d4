"""`for row in session.execute(select(Run.name)): row.name`: rows have the names that their query selects.

So have the rows of Django's `Run.objects.values("name")`, which are read by key.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from tree_sitter import Node

from flowcodemod.evidence.known import ROW_OF
from flowcodemod.inventory.file import File
from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.row_origins import Path, called, row_origins
from flowcodemod.readers.selections import has_rows_of, keeps_stored_names, selection

_STORED = Evidence(Kind.BOUNDARY, "rows that no session makes are called as the database calls its columns")
_SPEAKS = re.compile(r"\b(?:select|query|add_columns|returning|execute|exec|values|values_list|annotate|alias)\(")
_Selected = Mapping[str, Sequence[tuple[Reference, Node, bool]]]
"""Name -> the references that select it, the calls they are given to, and whether the name is a label of its own."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what is asked of a row to what its query selects, or claim it for the database that names it."""
    keeps = program.policy(Boundary.DATABASE) is not Policy.RENAME
    for file in program.index.python:
        if _SPEAKS.search(file.source.text):
            selected = _selected(file)
            for reference, site in zip(file.references, file.sites, strict=True):
                receiver = _asked(file, reference, site)
                if receiver is not None:
                    by_key = site.kind is SiteKind.STRING
                    yield from _of_row(reference, list(row_origins(receiver)), selected, by_key=by_key, keeps=keeps)


def _of_row(
    asked: Reference, paths: Sequence[Path], selected: _Selected, *, by_key: bool, keeps: bool
) -> Iterator[Link | Claim]:
    """What the ways to a row's queries say of a name: nothing, unless each leads to a query that selects it."""
    key, found = (asked.path, asked.start), []
    for path in paths:
        of_path = [one for one in selected.get(asked.text, ()) if has_rows_of(path, one[1], by_key=by_key)]
        if keeps and keeps_stored_names(path) and not any(is_label for _one, _call, is_label in of_path):
            yield Claim(key, _STORED)
            return
        found.append(of_path)
    for one, _call, _is_label in chain.from_iterable(found) if all(found) else ():
        if one != asked:
            yield Link(key, (one.path, one.start), Evidence(Kind.SHOWN_FLOW, f"{ROW_OF} {one.line}"))


def _selected(file: File) -> _Selected:
    found: dict[str, list[tuple[Reference, Node, bool]]] = defaultdict(list)
    for reference, site in zip(file.references, file.sites, strict=True):
        if file.syntax is not None and site.kind in (SiteKind.ATTRIBUTE, SiteKind.STRING, SiteKind.LABEL):
            call = selection(file.syntax.node_at(reference.start, reference.end))
            if call is not None:
                found[reference.text].append((reference, call, site.kind is not SiteKind.ATTRIBUTE))
    return found


def _asked(file: File, reference: Reference, site: Site) -> Node | None:
    """What is asked for an attribute or a key; None for a site that asks nothing."""
    by_key = site.whole and site.use in (StringUse.SUBSCRIPT, StringUse.METHOD)
    if file.syntax is None or not (by_key or site.kind is SiteKind.ATTRIBUTE):
        return None
    node: Node | None = file.syntax.node_at(reference.start, reference.end)
    while node is not None and node.type not in ("attribute", "subscript", "call"):
        node = node.parent
    if node is None or node.type != "call":
        return node.child_by_field_name("object") or node.child_by_field_name("value") if node is not None else None
    function = node.child_by_field_name("function")
    return function.child_by_field_name("object") if function is not None and called(node) == "get" else None
