"""`TypedDict` classes that spell what a protocol says: their members are its keys, and no name of ours."""

from collections.abc import Iterator

from flowcodemod.evidence.protocols import protocol_of
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Claim]:
    """Claim the members of typed dictionaries that stand among the keys of a protocol."""
    for reference, site in program.sites():
        around = program.definitions(reference.path).class_around(reference.start)
        if site.kind is not SiteKind.MEMBER or around is None:
            continue
        lineage = [one for _path, _outside, one in program.ancestry(reference.path, around)]
        if any(base.text == "TypedDict" for one in lineage for base in one.bases):
            protocol = protocol_of(reference.text, (name for one in lineage for name in one.members))
            said = f"{around.name} spells the keys of {protocol}"
            yield from [Claim((reference.path, reference.start), Evidence(Kind.BOUNDARY, said))] if protocol else []
