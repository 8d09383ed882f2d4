"""`FIELDS = ("name", …)` in a class body: a list of the class's own members, and nothing else."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.surrounding import class_of_value
from flowcodemod.readers.syntax import Syntax, enclosing, plain_text, text_of

_LISTS = frozenset({"list", "tuple", "set"})
_ASKED = re.compile(r"\b(?:get|set|has|del)attr\(\s*[\w.]+\s*,\s*[^\W\d]\w*\s*[,)]|\bdef __(?:get|set)attr\w*__\(")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a string in a list of a class's members to the member, and one in `__slots__` to the attribute.

    What methods set on `self` counts as a member where the class asks for attributes by a name that varies.
    """
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or not site.whole or site.use is not StringUse.ELEMENT:
                continue
            around = program.definitions(reference.path).class_around(reference.start)
            start = _listed_member(around, file.syntax, reference) if around is not None and file.syntax else None
            if around is not None and start is not None and program.reference(reference.path, start) is not None:
                evidence = Evidence(Kind.SHOWN_FLOW, f"member of {around.name}")
                yield Link((reference.path, reference.start), (reference.path, start), evidence)


def _listed_member(around: Class, syntax: Syntax, reference: Reference) -> int | None:
    """Where the member or attribute starts that a string in a list of a class body names; None where it names none."""
    holder = enclosing(syntax.node_at(reference.start, reference.end), *_LISTS)
    if holder is None or class_of_value(holder) is None:
        return None
    if any(child.type != "string" for child in holder.named_children):
        return None
    if _is_slots(holder):
        return around.attributes.get(reference.text)
    if not all(_has(around, plain_text(child)) for child in holder.named_children):
        return None
    asks = _ASKED.search(syntax.text, around.start, around.end)
    return around.members.get(reference.text, around.attributes.get(reference.text) if asks else None)


def _is_slots(holder: Node) -> bool:
    target = holder.parent.child_by_field_name("left") if holder.parent is not None else None
    return target is not None and text_of(target) == "__slots__"


def _has(one: Class, name: str) -> bool:
    return name in one.members or name in one.methods or name in one.attributes
