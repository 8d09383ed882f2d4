"""`getattr(x, "name")`, `patch.object(x, "name")`, `attrgetter("name")`: strings that name an attribute."""

import re
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.accessors import is_accessor

_OWNER = re.compile(r"\(\s*(?P<owner>[^\W\d]\w*(?:\.\w+)*)\s*,\s*[rRuU]?[\"']$")

_Place = tuple[str, str, str]
"""(class or function around, receiver, attribute)."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the string to the attribute of the class around it, or to the same attribute asked of the same receiver."""
    for file in program.index.python:
        asked: dict[_Place, Key] | None = None
        for reference, site in zip(file.references, file.sites, strict=True):
            owner = asked_of(file.source.text, reference, site)
            if owner == "self":
                yield from of_self(program, reference)
            elif owner:
                asked = _asked(program, file) if asked is None else asked
                other = asked.get((_around(program, reference, owner), owner, reference.text))
                if other is not None:
                    yield Link((reference.path, reference.start), other, Evidence(Kind.SAME_RECEIVER, owner))


def asked_of(text: str, reference: Reference, site: Site) -> str:
    """The dotted name that is asked for the attribute, '' where the string names none."""
    if site.kind is not SiteKind.STRING or not site.whole or site.callee is None:
        return ""
    if not is_accessor(site.callee.text, site.argument):
        return ""
    match = _OWNER.search(text[site.callee.end : reference.start])
    return match["owner"] if match else ""


def of_self(program: Program, reference: Reference) -> Iterator[Link]:
    """Tie a string to the attribute of that name of the class around it."""
    around = program.definitions(reference.path).class_around(reference.start)
    for path, outside, one in program.ancestry(reference.path, around) if around else ():
        start = one.members.get(reference.text, one.attributes.get(reference.text))
        if start is not None and not outside and program.reference(path, start):
            evidence = Evidence(Kind.SHOWN_FLOW, f"{one.name}.{reference.text}")
            yield Link((reference.path, reference.start), (path, start), evidence)
            return


def _asked(program: Program, file: File) -> dict[_Place, Key]:
    """The first attribute of each name that is asked of each receiver: for `self.x` in a class, else in a function."""
    found: dict[_Place, Key] = {}
    for reference, site in zip(file.references, file.sites, strict=True):
        if site.kind is SiteKind.ATTRIBUTE:
            place = (_around(program, reference, site.chain), site.chain, reference.text)
            found.setdefault(place, (reference.path, reference.start))
    return found


def _around(program: Program, reference: Reference, chain: str) -> str:
    around = program.definitions(reference.path).class_around(reference.start) if chain.startswith("self.") else None
    return f"{around.name} {around.start}" if around is not None else reference.scope
