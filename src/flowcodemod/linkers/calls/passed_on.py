"""`def f(**kwargs): g(**kwargs)`: a keyword that a function of ours only passes on belongs to whoever takes it."""

from collections.abc import Iterator

from flowcodemod.linkers.calls.constructors import taken_by
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program
from flowcodemod.readers.collected import Given, Holder, collected, passed_on
from flowcodemod.readers.definitions import Function
from flowcodemod.readers.imports import bound_modules

_STEPS = 4


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a keyword that a function of ours collects to the parameter it ends up at, or claim it for the package there."""
    namespace = Namespace(program)
    for reference, site in program.sites():
        if site.kind is not SiteKind.LABEL or site.callee is None:
            continue
        key = (reference.path, reference.start)
        for path, outside, function in program.functions_of((reference.path, site.callee.start)):
            if not outside and function.keywords and reference.text not in function.parameters:
                yield from _followed(program, namespace, key, reference.text, (path, function))


def _followed(
    program: Program, namespace: Namespace, key: Key, name: str, start: tuple[str, Function]
) -> Iterator[Link | Claim]:
    path, function = start
    for _step in range(_STEPS):
        callees = set(_passed(program, path, function))
        if len(callees) != 1:
            return
        callee = callees.pop()
        target = called(program, namespace, path, function, callee)
        taker = program.definitions(target[0]).functions.get(target[1]) if target is not None else None
        owner = _owner(program, path, callee) if taker is None else ""
        if owner and program.definers is not None and owner in program.definers(name):
            yield Claim(key, Evidence(Kind.HELD, f"{function.name} passes it on to {callee}"))
            return
        if target is None:
            return
        if taker is None or name in taker.parameters:
            yield from taken_by(program, key, name, target)
            return
        path, function = target[0], taker


def called(program: Program, namespace: Namespace, path: str, function: Function, callee: str) -> Key | None:
    """Where the thing stands that a function calls by a dotted name, a method of its own class among them."""
    owner, _, method = callee.partition(".")
    around = program.definitions(path).class_around(function.start) if owner in ("self", "cls") else None
    if around is not None:
        methods = around.methods.get(method, ())
        return (path, methods[0].start) if methods else None
    found = namespace.local(path, callee)
    return namespace.definition(found) if found is not None else None


def _passed(program: Program, path: str, function: Function) -> Iterator[str]:
    """The dotted names of what a function gives all its collected keywords to."""
    text = program.modules.text(path)[function.start : function.end]
    name = collected(text) if function.keywords else ""
    return passed_on(text, Holder(name, Given.KEYWORDS)) if name else iter(())


def _owner(program: Program, path: str, callee: str) -> str:
    """The first part of the module that a dotted callee is imported from."""
    bound = bound_modules(program.modules.text(path))
    return bound.get(callee.partition(".")[0], "").partition(".")[0]
