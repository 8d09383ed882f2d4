"""`FIELDS = ("name", …)` in a class body: a list of the class's own members, and nothing else."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.surrounding import class_of_value
from flowcodemod.readers.syntax import enclosing, plain_text

_LISTS = frozenset({"list", "tuple", "set"})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a string in a list of a class's members to the member."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or not site.whole or site.use is not StringUse.ELEMENT:
                continue
            around = program.definitions(reference.path).class_around(reference.start)
            if around is None or file.syntax is None or reference.text not in around.members:
                continue
            listed = _listed(file.syntax.node_at(reference.start, reference.end))
            if listed and all(_has(around, name) for name in listed):
                target = (reference.path, around.members[reference.text])
                if program.reference(*target) is not None:
                    yield Link(
                        (reference.path, reference.start), target, Evidence(Kind.SHOWN_FLOW, f"member of {around.name}")
                    )


def _listed(node: Node) -> list[str]:
    """The strings of the list that is all a class body assigns to a name; empty where the place is another."""
    holder = enclosing(node, *_LISTS)
    if (
        holder is None
        or class_of_value(holder) is None
        or any(child.type != "string" for child in holder.named_children)
    ):
        return []
    return [plain_text(child) for child in holder.named_children]


def _has(one: Class, name: str) -> bool:
    return name in one.members or name in one.methods or name in one.attributes
