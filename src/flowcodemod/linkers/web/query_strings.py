"""`"/runs?name=…"`: a query string names what the handler of that path takes, as a parameter or from the request."""

import re
from collections.abc import Iterator

from flowcodemod.model.campaign import KEEPING, Boundary
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.handlers import Handler, handlers

_BEFORE = re.compile(r"(?P<url>[^\"'`\s?]*)\?(?:[^\"'`\s]*&)?$")
_METHOD = re.compile(r"\.(?P<method>get|post|put|patch|delete|head|options)\(\s*(?:\w+\s*=\s*)?[rRfF]*[\"'`]$")
_LONGEST = 400


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the names in query strings to what the one handler of their path takes under that name."""
    if program.policy(Boundary.HTTP) in KEEPING:
        return
    known = handlers_of(program)
    for reference in program.index.references if known else ():
        if reference.role is not Role.ROUTE or reference.status is not Status.OPEN:
            continue
        for target in _targets(program, reference, known):
            evidence = Evidence(Kind.SHOWN_FLOW, f"the path is handled in {target[0]}")
            yield Link((reference.path, reference.start), target, evidence)


def handlers_of(program: Program) -> list[tuple[str, Handler]]:
    """The handlers of all files that hold references, each with its path."""
    return [
        (file.source.path, handler)
        for file in program.index.python
        for handler in handlers(program.definitions(file.source.path))
    ]


def _targets(program: Program, reference: Reference, known: list[tuple[str, Handler]]) -> list[Key]:
    text = program.index.files[reference.path].source.text
    head = text[max(0, reference.start - _LONGEST) : reference.start]
    asked = _BEFORE.search(head)
    if asked is None or text[reference.end : reference.end + 1] != "=":
        return []
    called = _METHOD.search(head[: asked.start("url")])
    method = called["method"] if called else ""
    # What the path itself holds is no part of the query, though a request may hold the same name once more.
    held = re.compile(rf"[{{<](?:\w+:)?{re.escape(reference.text)}[}}:>]")
    serving = [(path, one) for path, one in known if one.serves(asked["url"], method)]
    return [
        key
        for path, one in serving
        for key in (_requested if held.search(one.path) else taken)(program, path, one, reference.text)
    ]


def taken(program: Program, path: str, handler: Handler, name: str) -> Iterator[Key]:
    """Where a handler takes a name: its parameter, or the keys by which it asks the request for it."""
    if name in handler.function.parameters:
        yield path, handler.function.parameters[name]
    else:
        yield from _requested(program, path, handler, name)


def _requested(program: Program, path: str, handler: Handler, name: str) -> Iterator[Key]:
    function, file = handler.function, program.index.files[path]
    for reference, site in zip(file.references, file.sites, strict=True):
        inside = function.start <= reference.start < function.end and reference.text == name
        if inside and site.kind is SiteKind.STRING and site.chain.startswith("request."):
            yield path, reference.start
