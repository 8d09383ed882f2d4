"""`getattr(peer, "name")`, `getattr(self.peer, "name")`: asked of what an annotation says is an object of our class."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.inventory.file import File
from flowcodemod.linkers.strings.accessors import asked_of
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.program.annotated import Lineage, annotated_classes
from flowcodemod.program.program import Program
from flowcodemod.readers.declared import annotation_of_name
from flowcodemod.readers.syntax import text_of


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the string to the member of each annotated class that has one; somebody else's claims it."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            owner = asked_of(file.source.text, reference, site)
            annotation = _annotation(program, file, reference, owner) if owner not in ("", "self", "cls") else None
            if annotation is not None:
                for lineage in annotated_classes(program, reference.path, text_of(annotation)):
                    yield from _of_class(reference, lineage)


def _of_class(reference: Reference, lineage: Lineage) -> Iterator[Link | Claim]:
    for path, outside, one in lineage:
        methods = one.methods.get(reference.text, ())
        start = one.members.get(reference.text, methods[0].start if methods else one.attributes.get(reference.text))
        if start is not None:
            key, evidence = (
                (reference.path, reference.start),
                Evidence(Kind.SHOWN_FLOW, f"it is annotated as {one.name}"),
            )
            yield Claim(key, Evidence(Kind.FOREIGN, path)) if outside else Link(key, (path, start), evidence)
            return


def _annotation(program: Program, file: File, reference: Reference, owner: str) -> Node | None:
    """What is said of a name, or of the one name that the class around keeps as an attribute of `self`."""
    if file.syntax is None:
        return None
    holder, _dot, attribute = owner.rpartition(".")
    if not holder:
        return annotation_of_name(file.syntax.node_at(reference.start, reference.end), owner)
    around = program.definitions(reference.path).class_around(reference.start)
    if holder != "self" or around is None:
        return None
    assigned = re.compile(rf"\bself\.{attribute}\s*=(?!=)\s*(?P<value>[^\n]*)")
    found = list(assigned.finditer(file.source.text, around.start, around.end))
    if len(found) != 1 or not found[0]["value"].isidentifier():
        return None
    return annotation_of_name(file.syntax.node_at(*found[0].span("value")), found[0]["value"])
