"""Routes and their clients: a path that `[names]` moves wherever it is called, and handlers asked for by name."""

import re
from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import TEXTUAL, Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program

_DECLARES = re.compile(r"\.(?:get|post|put|patch|delete|head|options|route|api_route|websocket|trace)\b")
_BY_NAME = frozenset({"url_for", "url_path_for", "reverse", "reverse_lazy", "redirect", "resolve_url"})
_PATHS = frozenset(
    {"path", "re_path", "url", "add_api_route", "add_url_rule", "Route", "add_route"}
    | {"get", "post", "put", "patch", "delete", "route", "api_route"}
)
_OPERATION = re.compile(r"[\"']?operationId[\"']?\s*:\s*[\"']?$")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie every call of a path of `[names]` to the first place that has it, and handlers' names to the handlers."""
    yield from _paths(program)
    handlers = _handlers(program)
    names = _names(program)
    for file in program.index.files.values():
        for reference in file.references:
            if reference.role not in TEXTUAL and _asks_by_name(program, file.source.text, reference):
                found = names.get(reference.text, []) or handlers.get(reference.text, [])
                if len(found) == 1 and found[0] != (reference.path, reference.start):
                    evidence = Evidence(Kind.SHOWN_FLOW, f"the route in {found[0][0]} is asked for by its name")
                    yield Link((reference.path, reference.start), found[0], evidence)


def _paths(program: Program) -> Iterator[Link]:
    first: dict[str, Reference] = {}
    for reference in program.index.references:
        if reference.role is Role.ROUTE and reference.spelling is Spelling.EXACT and reference.text.startswith("/"):
            known = first.setdefault(reference.text, reference)
            if known is not reference:
                evidence = Evidence(Kind.SHOWN_FLOW, f"one path: {known.path}:{known.line}")
                yield Link((reference.path, reference.start), (known.path, known.start), evidence)


def _handlers(program: Program) -> dict[str, list[Key]]:
    """Name -> the functions of that name whose decorators declare a route."""
    found: dict[str, list[Key]] = defaultdict(list)
    for reference, site in program.sites():
        if site.kind is SiteKind.DEFINITION:
            function = program.definitions(reference.path).functions.get(reference.start)
            if function is not None and any(_DECLARES.search(one.partition("(")[0]) for one in function.decorators):
                found[reference.text].append((reference.path, reference.start))
    return found


def _names(program: Program) -> dict[str, list[Key]]:
    """Name -> where a route is given it: `name="…"` of its declaration."""
    found: dict[str, list[Key]] = defaultdict(list)
    for reference, site in program.sites():
        declares = site.callee is not None and site.callee.text in _PATHS and site.argument == "name" and site.whole
        if site.kind is SiteKind.STRING and declares:
            found[reference.text].append((reference.path, reference.start))
    return found


def _asks_by_name(program: Program, text: str, reference: Reference) -> bool:
    site = program.index.site(reference)
    if site.kind is SiteKind.STRING:
        return site.callee is not None and site.callee.text in _BY_NAME and site.argument == 0
    return _OPERATION.search(text[max(0, reference.start - 40) : reference.start]) is not None
