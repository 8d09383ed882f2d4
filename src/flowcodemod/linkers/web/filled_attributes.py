"""Attributes that a client makes of whatever a server answers, `setattr(self, key, value)`: the server names them."""

import re
from collections.abc import Iterator

from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Function

_SELVES = frozenset({"self", "cls"})
# They take what an object of the same class gave, under its own names.
_OWN_STATE = frozenset({"__setstate__", "__setattr__", "__copy__", "__deepcopy__", "__delattr__"})
_LOOP = re.compile(
    r"\bfor (?P<key>\w+)(?:\s*,\s*\w+)? in (?:\w+\()*(?P<source>\w+)(?:\.(?:items|keys)\(\))?[^\n]*:\n(?:[^\n]*\n){0,5}?"
    r"[^\n]*\bsetattr\(\s*self\s*,\s*(?P=key)\b"
)
_UPDATE = re.compile(r"\b(?:self\.__dict__|vars\(self\))\.update\(\s*(?:\*\*)?(?P<source>\w+)")


def link(program: Program) -> Iterator[Claim]:
    """Claim the attributes of a client's classes that take every key of what they are given."""
    if program.policy(Boundary.HTTP) is Policy.RENAME or not program.is_client:
        return
    for reference, site in program.sites():
        if _is_own(site):
            place = _filled_at(program, reference)
            if place:
                said = f"{place} makes attributes of whatever a server answers, and this may be one"
                yield Claim((reference.path, reference.start), Evidence(Kind.BOUNDARY, said))


def _is_own(site: Site) -> bool:
    bound = site.kind is SiteKind.ATTRIBUTE and site.binds and site.chain in _SELVES
    return bound or site.kind is SiteKind.MEMBER


def _filled_at(program: Program, reference: Reference) -> str:
    """The method of the class around, or of a base of ours, that sets attributes by the keys of a mapping."""
    around = program.definitions(reference.path).class_around(reference.start)
    makers: list[Function] = []
    for path, outside, one in program.ancestry(reference.path, around) if around is not None else ():
        for method in (each for several in one.methods.values() for each in several):
            made = set() if outside or method.name in _OWN_STATE else _sources(program.modules.text(path), method)
            handed = method.name != "__init__" or all(made & {*maker.parameters} or maker.keywords for maker in makers)
            if made and handed:
                return f"{one.name}.{method.name}"
        makers += one.methods.get("__init__", ())
    return ""


def _sources(text: str, method: Function) -> set[str]:
    """What a method is given by that name and makes attributes of, one for each key."""
    body = text[method.start : method.end]
    names = {match["source"] for pattern in (_LOOP, _UPDATE) for match in pattern.finditer(body)}
    return {name for name in names if name in method.parameters or re.search(rf"\*\*\s*{name}\b", body)}
