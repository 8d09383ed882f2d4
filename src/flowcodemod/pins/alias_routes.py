"""A path that is pinned: the handler takes the new one, and the old one stays beside it as a deprecated alias."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flowcodemod.inventory.file import File
from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import TEXTUAL, Reference, Role, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.model.verdict import RESIDUAL_CODES
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import enclosing, text_of

_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "route", "api_route", "websocket"})
_ADDERS = frozenset({"add_url_rule", "add_route", "add_api_route", "add_websocket_route", "add_api_websocket_route"})
_TABLES = frozenset({"path", "re_path", "url", "Route", "Rule", "Mount"})  # entries of a list, whose order counts
_KNOWS_DEPRECATED = re.compile(r"^\s*(?:from|import)\s+fastapi\b", re.MULTILINE)
_NOTE = f"# flowcodemod: ignore[{RESIDUAL_CODES[Role.ROUTE]}] the old path, for clients that still call it"


@dataclass(frozen=True, slots=True)
class _Declaration:
    """A decorator or statement that declares a path: its span, and where the path stands in its text."""

    start: int
    end: int
    text: str
    path: int
    margin: str
    newline: str
    decorates: bool


def aliased(program: Program) -> frozenset[str]:
    """The exact paths whose every declaration can stand twice."""
    declared: dict[str, bool] = {}
    for reference, site in program.sites():
        is_path = reference.role is Role.ROUTE and reference.spelling is Spelling.EXACT and site.whole
        if not is_path or site.callee is None or reference.status is not Status.OPEN:
            continue
        declares = site.callee.text in _ADDERS | _TABLES
        declaration = _declaration(program.index.files[reference.path], reference)
        # A call of `get` inside a function asks for the path; at the top of a module it declares one.
        asks = site.callee.text not in _METHODS or (declaration is None and reference.scope)
        if declares or not asks:
            declared[reference.text] = declared.get(reference.text, True) and declaration is not None
    return frozenset(text for text, able in declared.items() if able)


def alias_route(program: Program, reference: Reference, campaign: Campaign) -> Iterator[Edit]:
    """The declaration that keeps the old path, where the campaign pins what is named at the boundary http."""
    site = program.index.site(reference)
    pinned = campaign.boundaries.get(Boundary.HTTP) is Policy.PIN and site.kind is SiteKind.STRING and site.whole
    exact = reference.role is Role.ROUTE and reference.spelling is Spelling.EXACT
    file = program.index.files[reference.path]
    one = _declaration(file, reference) if pinned and exact else None
    if one is None:
        return
    written = _noted(one, _KNOWS_DEPRECATED.search(file.source.text) is not None)
    # A decorator above is applied last and a statement below is run last: the new path is the first that is declared.
    if one.decorates:
        yield Edit(reference.path, one.start, one.start, reference.line, "", f"{written}{one.newline}{one.margin}")
    else:
        yield Edit(reference.path, one.end, one.end, reference.line, "", f"{one.newline}{one.margin}{written}")


def _noted(one: _Declaration, knows_deprecated: bool) -> str:  # noqa: FBT001 - what the file imports
    """The declaration of the old path, marked deprecated where the framework has it, with a note for the gate."""
    text = _deprecated(one) if knows_deprecated and "deprecated" not in one.text else one.text
    if "\n" not in text:
        return f"{text}  {_NOTE}"
    line = one.text.rfind("\n", 0, one.path) + 1
    if not line:
        return f"{_NOTE}{one.newline}{one.margin}{text}"
    margin = text[line : len(text) - len(text[line:].lstrip(" \t"))]
    return f"{text[:line]}{margin}{_NOTE}{one.newline}{text[line:]}"


def _deprecated(one: _Declaration) -> str:
    arguments = one.text[:-1].rstrip()
    tail = one.text[len(arguments) : -1]
    if "\n" not in tail:
        return arguments.rstrip(",") + ", deprecated=True)"
    last = arguments.rpartition("\n")[2]
    margin = last[: len(last) - len(last.lstrip(" \t"))]
    return f"{arguments.rstrip(',')},{one.newline}{margin}deprecated=True,{tail})"


def _declaration(file: File, reference: Reference) -> _Declaration | None:
    """The decorator or the statement that declares a path; None where there is none that can stand twice as it is."""
    if file.syntax is None:
        return None
    at = file.syntax.node_at(reference.start, reference.end)
    node = enclosing(at, "decorator", "expression_statement", "block", "module")
    if node is None or node.type not in ("decorator", "expression_statement"):
        return None
    text, source = text_of(node), file.source.text
    start, end = (file.syntax.offsets.to_index(at) for at in (node.start_byte, node.end_byte))
    callee = text.lstrip("@").partition("(")[0].rpartition(".")[2]
    margin = source[source.rfind("\n", 0, start) + 1 : start]
    decorates = node.type == "decorator"
    if callee not in (_METHODS if decorates else _ADDERS) or not text.endswith(")") or "#" in text or margin.strip():
        return None
    if source[end:].partition("\n")[0].strip() or not (decorates or node.named_children[0].type == "call"):
        return None
    if any(_changes(one, start, end) for one in file.references if one != reference):
        return None
    newline = "\r\n" if source[: source.find("\n") + 1].endswith("\r\n") else "\n"
    return _Declaration(start, end, source[start:end], reference.start - start, margin, newline, decorates)


def _changes(one: Reference, start: int, end: int) -> bool:
    """Whether another name in a declaration may get a new one, which a copy of it would miss."""
    return start <= one.start < end and one.status is Status.OPEN and one.role not in TEXTUAL
