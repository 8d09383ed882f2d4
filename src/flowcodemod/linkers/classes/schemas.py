"""Fields of marshmallow's schemas and Django REST framework's serializers: each goes with the attribute that it reads."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.pins.schemas import counterpart
from flowcodemod.pins.serializers import serializer_of
from flowcodemod.pins.wire_classes import wire_class
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a field, or what it says its source is, to the attribute of the class that its own class speaks of."""
    for reference, site in program.sites():
        one = _speaking(program, reference, site)
        target = counterpart(program, reference, one) if one is not None else None
        if one is not None and target is not None:
            evidence = Evidence(Kind.SHOWN_FLOW, f"{one.name} reads it from there")
            yield Link((reference.path, reference.start), target, evidence)


def _speaking(program: Program, reference: Reference, site: Site) -> Class | None:
    """The schema or serializer that a reference is a field of, or names the source of a field in."""
    found = wire_class(program, reference)
    if found is not None:
        return found[1] if found[0].library == "marshmallow" else None
    source = site.kind is SiteKind.STRING and site.argument in ("source", "attribute")
    return serializer_of(program, reference) if site.kind is SiteKind.MEMBER or source else None
