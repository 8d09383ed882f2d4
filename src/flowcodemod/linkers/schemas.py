"""Fields of marshmallow's schemas: each goes with the attribute that it reads, and with what names it in its schema."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.pins.schemas import counterpart
from flowcodemod.pins.wire_classes import wire_class
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a field of a schema to the attribute of the class that the schema speaks of."""
    for reference, _site in program.sites():
        found = wire_class(program, reference)
        if found is None or found[0].library != "marshmallow":
            continue
        target = counterpart(program, reference, found[1])
        if target is not None:
            evidence = Evidence(Kind.SHOWN_FLOW, f"{found[1].name} reads it from there")
            yield Link((reference.path, reference.start), target, evidence)
