"""`class MockServer` in a test: what stands in for somebody else's class has the attributes that code asks of that."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program, is_apart, is_named_after
from flowcodemod.readers.accessors import is_accessor
from flowcodemod.readers.definitions import Class

_STAND_IN = re.compile(r"_?(?:Mock|Fake|Stub|Dummy)(?P<name>[A-Z]\w*)")
_ASKED_OF = re.compile(r"\(\s*(?:\w+\.)*(\w+)\s*,\s*[\"']$")
_SELVES = ("self", "cls")


def link(program: Program) -> Iterator[Claim]:
    """Say of each attribute of such a class whom it belongs to, where no class here is called like what it stands in for."""
    asked: Mapping[str, dict[str, str]] | None = None
    for reference, site in program.sites():
        stood = _stands_for(program, reference, site)
        if stood and not any(not is_apart(path) for path, _one in program.classes_called(stood)):
            asked = asked if asked is not None else _asked(program)
            places = (place for one, place in asked.get(reference.text, {}).items() if is_named_after(one, stood))
            place = min(places, default="")
            if place:
                said = f"it stands in for a {stood} that nobody here defines, and {place} asks it for this"
                yield Claim((reference.path, reference.start), Evidence(Kind.BOUNDARY, said))


def _stands_for(program: Program, reference: Reference, site: Site) -> str:
    """The class that a class of a test around stands in for, where it defines an attribute; '' for any other place."""
    defines = site.kind is SiteKind.MEMBER or (site.kind is SiteKind.ATTRIBUTE and site.binds and site.chain in _SELVES)
    around: Class | None = None
    if defines and is_apart(reference.path):
        around = program.definitions(reference.path).class_around(reference.start)
    found = _STAND_IN.fullmatch(around.name) if around is not None else None
    return found["name"] if found is not None and around is not None and not around.bases else ""


def _asked(program: Program) -> Mapping[str, dict[str, str]]:
    """Attribute -> what code that is no test asks for it, by the name of that -> where; what resolves here is left out."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for reference, site in program.sites():
        ours = any(not one.outside for one in program.answers.get((reference.path, reference.start), ()))
        if is_apart(reference.path) or ours:
            continue
        receiver = site.receiver.text if site.kind is SiteKind.ATTRIBUTE and site.receiver is not None else ""
        if site.callee is not None and is_accessor(site.callee.text, site.argument):
            text = program.modules.text(reference.path)
            named = _ASKED_OF.search(text[max(0, reference.start - 80) : reference.start])
            receiver = named[1] if named is not None else ""
        if receiver and receiver not in _SELVES:
            found[reference.text].setdefault(receiver, f"{reference.path}:{reference.line}")
    return found
