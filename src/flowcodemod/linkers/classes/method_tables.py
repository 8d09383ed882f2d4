"""`HANDLERS = {"json": "load_json"}` in a class body: the methods that `getattr(self, …)` in the class calls by name."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.inventory.file import File
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.surrounding import class_of_value
from flowcodemod.readers.syntax import plain_text, text_of

_ASKS = re.compile(r"\bgetattr\(\s*(?:self|cls)\s*,\s*[^\"'\s]")
_TABLES = frozenset({"dictionary", "argument_list", "list", "tuple"})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a method's name in a table to the method, where the table holds nothing but names of methods."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is SiteKind.STRING and site.whole:
                yield from _named(program, file, reference)


def _named(program: Program, file: File, reference: Reference) -> Iterator[Link]:
    around = program.definitions(reference.path).class_around(reference.start)
    if around is None or file.syntax is None:
        return
    names = _values(file.syntax.node_at(reference.start, reference.end))
    lineage = [(path, one) for path, outside, one in program.ancestry(reference.path, around) if not outside]
    if reference.text not in names or not all(any(name in one.methods for _path, one in lineage) for name in names):
        return
    owner = next((path, one) for path, one in lineage if reference.text in one.methods)
    target: Key = (owner[0], owner[1].methods[reference.text][0].start)
    if program.reference(*target) is not None and any(_asks(program, *one) for one in lineage):
        evidence = Evidence(Kind.SHOWN_FLOW, f"{owner[1].name} gets its methods by the names in this table")
        yield Link((reference.path, reference.start), target, evidence)


def _asks(program: Program, path: str, one: Class) -> bool:
    """Whether a class asks itself for an attribute whose name a variable holds."""
    file = program.index.files.get(path)
    return file is not None and _ASKS.search(file.source.text, one.start, one.end) is not None


def _values(node: Node) -> set[str]:
    """The texts of the table around a string that a class body assigns to a name; empty where the place is another."""
    holder = node
    while holder.parent is not None and holder.type not in _TABLES:
        if holder.parent.type == "pair" and holder.parent.child_by_field_name("key") == holder:
            return set()
        holder = holder.parent
    assigned = holder.parent if holder.type == "argument_list" else holder
    if assigned is None or class_of_value(assigned) is None:
        return set()
    if assigned is not holder and text_of(assigned).partition("(")[0] != "dict":
        return set()
    values = [one.child_by_field_name("value") or one for one in holder.named_children]
    return {plain_text(one) for one in values if one.type == "string"}
