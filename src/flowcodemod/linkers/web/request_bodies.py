"""`client.post("/runs", json={"name": …})`: the keys of a request are what its handler's model or parameters are called."""

from collections.abc import Iterator

from flowcodemod.linkers.calls.constructors import tie
from flowcodemod.linkers.web.query_strings import handlers_of, taken
from flowcodemod.model.campaign import KEEPING, Boundary
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.annotated import annotated_classes
from flowcodemod.program.program import Program
from flowcodemod.readers.containers import display_at
from flowcodemod.readers.declared import annotation_of_parameter
from flowcodemod.readers.definitions import Function
from flowcodemod.readers.handlers import Handler
from flowcodemod.readers.requests import request_of
from flowcodemod.readers.syntax import Syntax, text_of

_BODIES = frozenset({"json", "data"})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the keys of a request to the fields of the model that the one handler of its path takes, or to its parameters."""
    if program.policy(Boundary.HTTP) in KEEPING:
        return
    known = handlers_of(program)
    for file in program.index.python if known else ():
        for reference, site in zip(file.references, file.sites, strict=True):
            if file.syntax is not None and _is_key(site):
                yield from _tied(program, file.syntax, reference, site.container or 0, known)


def _is_key(site: Site) -> bool:
    return site.kind is SiteKind.STRING and site.whole and site.use is StringUse.DICT_KEY and site.container is not None


def _tied(
    program: Program, syntax: Syntax, reference: Reference, start: int, known: list[tuple[str, Handler]]
) -> Iterator[Link | Claim]:
    display = display_at(syntax, start)
    request = request_of(display) if display is not None else None
    if request is None:
        return
    key = (reference.path, reference.start)
    for path, handler in known:
        if not handler.serves(request.url, request.method):
            continue
        if request.argument in _BODIES:
            for place, start_of_field in _fields(program, path, handler.function, reference.text):
                yield from tie(program, key, (place, start_of_field), outside=False)
        for target in taken(program, path, handler, reference.text):
            yield Link(key, target, Evidence(Kind.SHOWN_FLOW, f"the path is handled in {path}"))


def _fields(program: Program, path: str, function: Function, name: str) -> Iterator[tuple[str, int]]:
    """Where the models that a handler takes have a field of that name."""
    syntax = program.modules.syntax(path)
    for start in function.parameters.values() if syntax is not None else ():
        annotation = annotation_of_parameter(syntax, start) if syntax is not None else None
        for lineage in annotated_classes(program, path, text_of(annotation)) if annotation is not None else ():
            for place, outside, one in lineage:
                if name in one.members and not outside:
                    yield place, one.members[name]
                    break
