"""Attributes of our protocols that companion packages implement stay: those packages would no longer fit."""

from collections.abc import Iterator

from flowcodemod.evidence.companions import implemented_elsewhere
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Link | Claim]:
    """Claim the members of protocols that an installed package which requires ours defines, too."""
    for key, place in implemented_elsewhere(program):
        yield Claim(key, Evidence(Kind.FOREIGN, f"{place} builds on this repository and implements it"))
