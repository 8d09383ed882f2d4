"""Keywords whose callee is known but not their own definition: inherited constructors, `cls(…)`, `partial(f, …)`."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class


def link(program: Program) -> Iterator[Link | Claim]:
    """Climb from the callee of a keyword to the parameter or field that takes it."""
    for reference, site in program.sites():
        if site.kind is SiteKind.LABEL:
            yield from _label(program, reference, site)


def _label(program: Program, reference: Reference, site: Site) -> Iterator[Link | Claim]:
    key = (reference.path, reference.start)
    answers = [answer for answer in program.answers.get(key, ()) if answer.text != reference.text]
    if site.callee is not None:
        answers += program.answers.get((reference.path, site.callee.start), ())
    for answer in answers:
        yield from taken_by(program, key, reference.text, (answer.path, answer.start), outside=answer.outside)
    if site.method_of is not None and site.chain in ("cls", "self.__class__", "type(self)"):
        around = program.definitions(reference.path).classes.get(site.method_of.start)
        if around is not None:
            yield from climb(program, key, reference.text, (reference.path, False, around))


def taken_by(program: Program, key: Key, name: str, callee: Key, *, outside: bool = False) -> Iterator[Link | Claim]:
    """Tie a keyword to what takes it in the function or class that stands at a place."""
    path, start = callee
    known = program.definitions(path)
    function, one = known.functions.get(start), known.classes.get(start)
    if function is not None and name in function.parameters:
        yield from tie(program, key, (path, function.parameters[name]), outside=outside)
    if one is not None:
        yield from climb(program, key, name, (path, outside, one))


def climb(program: Program, key: Key, name: str, start: tuple[str, bool, Class]) -> Iterator[Link | Claim]:
    """Tie a keyword to what takes it in a class's constructor: a parameter of `__init__` or a field, also of a base."""
    for path, outside, one in program.lineage(*start):
        for constructor in (*one.methods.get("__init__", ()), *one.methods.get("__new__", ())):
            if name in constructor.parameters:
                yield from tie(program, key, (path, constructor.parameters[name]), outside=outside)
                return
        if name in one.members:
            yield from tie(program, key, (path, one.members[name]), outside=outside)
            return


def tie(program: Program, key: Key, target: Key, *, outside: bool) -> Iterator[Link | Claim]:
    """A link to a definition of ours, or a claim for the owner of one outside."""
    if outside:
        yield Claim(key, Evidence(Kind.FOREIGN, target[0]))
        return
    reference = program.reference(*target)
    if reference is not None:
        yield Link(key, target, Evidence(Kind.RESOLVED, f"{target[0]}:{reference.line}"))
