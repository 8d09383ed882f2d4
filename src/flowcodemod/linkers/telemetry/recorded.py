"""What code records for telemetry: it moves with whatever reads it, or stays where the campaign keeps such names."""

from collections.abc import Iterator, Mapping, Sequence

from flowcodemod.model.campaign import KEEPING, Boundary
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.program.program import Program


def tied(
    program: Program, given: Mapping[str, Key], asked: Mapping[str, Sequence[Key]], what: str
) -> Iterator[Link | Claim]:
    """Tie all that speaks of a name to the place that records it first; `what` each name is, for people."""
    kept = program.policy(Boundary.TELEMETRY) in KEEPING
    for name, first in given.items():
        if kept:
            yield Claim(first, Evidence(Kind.BOUNDARY, "the campaign keeps names at the boundary telemetry"))
        evidence = Evidence(Kind.SHOWN_FLOW, f"{what} ({first[0]})")
        yield from (Link(key, first, evidence) for key in asked[name] if key != first)
