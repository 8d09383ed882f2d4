"""A path that is pinned: the handler takes the new one, and the old one stays beside it as a deprecated alias."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.model.verdict import RESIDUAL_CODES
from flowcodemod.model.words import Spelling
from flowcodemod.readers.syntax import text_of
from flowcodemod.stages.program import Program

_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "route", "api_route", "websocket"})
_KNOWS_DEPRECATED = re.compile(r"^\s*(?:from|import)\s+fastapi\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Decorator:
    """A decorator on one line: where it starts, what it says, and the line's indentation and end."""

    start: int
    text: str
    indentation: str
    newline: str


def aliased(program: Program) -> frozenset[str]:
    """The exact paths whose every declaration is a decorator that can stand twice."""
    declared: dict[str, bool] = {}
    for reference, site in program.sites():
        is_path = reference.role is Role.ROUTE and reference.spelling is Spelling.EXACT and site.whole
        if is_path and site.callee is not None and site.callee.text in _METHODS and reference.status is Status.OPEN:
            decorator = _decorator(program, reference)
            # A call inside a function asks for the path; at the top of a module it declares one.
            if decorator is not None or not reference.scope:
                declared[reference.text] = declared.get(reference.text, True) and decorator is not None
    return frozenset(text for text, able in declared.items() if able)


def alias_route(program: Program, reference: Reference, campaign: Campaign) -> Iterator[Edit]:
    """The decorator that keeps the old path, where the campaign pins what is named at the boundary http."""
    site = program.index.site(reference)
    pinned = campaign.boundaries.get(Boundary.HTTP) is Policy.PIN and site.kind is SiteKind.STRING and site.whole
    exact = reference.role is Role.ROUTE and reference.spelling is Spelling.EXACT
    decorator = _decorator(program, reference) if pinned and exact else None
    if decorator is None:
        return
    old = decorator.text
    if _KNOWS_DEPRECATED.search(program.index.files[reference.path].source.text) and "deprecated" not in old:
        old = old[:-1].rstrip().rstrip(",") + ", deprecated=True)"
    note = f"# flowcodemod: ignore[{RESIDUAL_CODES[Role.ROUTE]}] the old path, for clients that still call it"
    written = f"{old}  {note}{decorator.newline}{decorator.indentation}"
    yield Edit(reference.path, decorator.start, decorator.start, reference.line, "", written)


def _decorator(program: Program, reference: Reference) -> _Decorator | None:
    """The decorator on one line that declares a path, None where there is none."""
    file = program.index.files[reference.path]
    node: Node | None = file.syntax.node_at(reference.start, reference.end) if file.syntax is not None else None
    while node is not None and node.type not in ("decorator", "block", "module"):
        node = node.parent
    if file.syntax is None or node is None or node.type != "decorator":
        return None
    text = text_of(node)
    start = file.syntax.offsets.to_index(node.start_byte)
    line = file.source.text.rfind("\n", 0, start) + 1
    newline = "\r\n" if file.source.text[: file.source.text.find("\n") + 1].endswith("\r\n") else "\n"
    if "\n" in text or not text.endswith(")") or text[1:].partition("(")[0].rpartition(".")[2] not in _METHODS:
        return None
    return _Decorator(start, text, file.source.text[line:start], newline)
