"""`parametrize("method", ["load", "dump"])` over a test that asks `getattr(x, method)`: names that one class has."""

import re
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.having_all import member_beside
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import enclosing, plain_text, text_of

_PARAMETRIZE = re.compile(r"@[\w.]*parametrize\(\s*[\"'](?P<name>[^\W\d]\w*)[\"']")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each name in such a list to its definition, where one class of ours alone has all of them."""
    for file in program.index.python:
        if "parametrize(" in file.source.text and "getattr(" in file.source.text:
            for reference, site in zip(file.references, file.sites, strict=True):
                if site.kind is SiteKind.STRING and site.whole:
                    yield from _listed(program, file, reference)


def _listed(program: Program, file: File, reference: Reference) -> Iterator[Link]:
    names = _names(file, reference)
    target = member_beside(program, names, reference.text) if names else None
    if target is not None:
        evidence = Evidence(Kind.SHOWN_FLOW, f"a test gets {', '.join(names)} by name")
        yield Link((reference.path, reference.start), target, evidence)


def _names(file: File, reference: Reference) -> list[str]:
    """The strings listed for a parameter whose value names an attribute; empty where the place is another."""
    at = file.syntax.node_at(reference.start, reference.end) if file.syntax is not None else None
    holder = enclosing(at, "list", "tuple", "decorator")
    decorator = holder.parent.parent.parent if holder and holder.parent and holder.parent.parent else None
    if holder is None or decorator is None or decorator.type != "decorator" or decorator.parent is None:
        return []
    asked = _PARAMETRIZE.match(text_of(decorator))
    body = text_of(decorator.parent)
    if asked is None or any(child.type != "string" for child in holder.named_children):
        return []
    used = re.search(rf"\bgetattr\(\s*[\w.]+\s*,\s*{re.escape(asked['name'])}\s*[,)]", body)
    return [plain_text(child) for child in holder.named_children] if used else []
