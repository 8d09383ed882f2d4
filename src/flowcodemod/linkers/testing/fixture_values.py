"""What a test asks of a fixture: keywords of the function it hands out, attributes and methods of the object."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.definitions import Class, Function
from flowcodemod.readers.fixtures import fixtures, handed_out

_Handed = tuple[str, Function | Class]
"""Where a function or class of ours stands, and the thing itself."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what is asked of a parameter of a test to what the nearest fixture of that name hands out."""
    known: dict[str, dict[str, list[_Handed]]] | None = None
    for reference, site in program.sites():
        asked = site.chain if site.kind in (SiteKind.LABEL, SiteKind.ATTRIBUTE) and is_test(reference.path) else ""
        name, _, method = asked.partition(".")
        if not name or "." in method or not _is_filled(program, reference, name):
            continue
        known = _fixtures(program) if known is None else known
        for handed in _nearest(reference.path, known.get(name, {})):
            yield from _tied(program, reference, site, method, handed)


def _is_filled(program: Program, reference: Reference, name: str) -> bool:
    """Whether a name is a parameter that pytest fills, of the innermost test, fixture or method around."""
    around = program.definitions(reference.path).functions_around(reference.start)
    inner = next((one for one in around if name in one.parameters), None)
    return inner is not None and (inner.name.startswith("test") or any("fixture" in one for one in inner.decorators))


def _fixtures(program: Program) -> dict[str, dict[str, list[_Handed]]]:
    """Fixture -> the file that has it -> what it hands out, where that is ours."""
    namespace = Namespace(program)
    found: dict[str, dict[str, list[_Handed]]] = {}
    for path, text in program.modules.texts():
        if not is_test(path) or "fixture" not in text:
            continue
        definitions = program.definitions(path)
        for name, fixture in fixtures(definitions):
            handed = list(_ours(program, namespace, path, handed_out(text, definitions, fixture)))
            found.setdefault(name, {})[path] = handed
    return found


def _ours(program: Program, namespace: Namespace, path: str, handed: Iterator[Function | str]) -> Iterator[_Handed]:
    for one in handed:
        if isinstance(one, Function):
            yield path, one
            continue
        target = namespace.local(path, one)
        place, start = namespace.definition(target) if target is not None else ("", 0)
        known = program.definitions(place).classes.get(start) if place else None
        if known is not None:
            yield place, known


def _nearest(path: str, places: dict[str, list[_Handed]]) -> list[_Handed]:
    """What the fixture hands out that pytest would choose for a file: its own, else the conftest nearest above."""
    if path in places:
        return places[path]
    above = [PurePosixPath(one) for one in places if one.rpartition("/")[2] == "conftest.py"]
    near = [one for one in above if PurePosixPath(path).is_relative_to(one.parent)]
    return places[str(max(near, key=lambda one: len(one.parts)))] if near else []


def _tied(program: Program, reference: Reference, site: Site, method: str, handed: _Handed) -> Iterator[Link | Claim]:
    path, one = handed
    key: Key = (reference.path, reference.start)
    evidence = Evidence(Kind.SHOWN_FLOW, f"the fixture hands out {one.name} of {path}")
    if isinstance(one, Function):
        start = one.parameters.get(reference.text) if site.kind is SiteKind.LABEL and not method else None
        if start is not None:
            yield Link(key, (path, start), evidence)
        return
    for place, outside, ancestor in program.ancestry(path, one):
        for start in _places(ancestor, reference.text, site, method):
            if not outside and program.reference(place, start) is not None:
                yield Link(key, (place, start), evidence)
                return
            yield Claim(key, Evidence(Kind.FOREIGN, place))
            return


def _places(one: Class, name: str, site: Site, method: str) -> Iterator[int]:
    """Where a class has an attribute or method of that name, or a keyword of the method that is called."""
    if site.kind is SiteKind.LABEL:
        called = one.methods.get(method or "__call__", ())
        yield from (function.parameters[name] for function in called if name in function.parameters)
    elif not method:
        methods = one.methods.get(name, ())
        start = one.members.get(name, methods[0].start if methods else one.attributes.get(name))
        yield from (start,) if start is not None else ()
