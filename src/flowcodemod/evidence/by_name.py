"""Keys that become parameters of functions which are filled by name: both stay where the key has to."""

from collections.abc import Iterator

from flowcodemod.evidence.boundaries import Boundaries
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.evidence import Evidence
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

FILLED_BY_NAME = "fills parameters by their names"


def held_keys_of(program: Program, boundaries: Boundaries, bundle: Bundle) -> Iterator[Evidence]:
    """What speaks against the keys of a bundle whose parameters are filled by name; nothing for any other bundle."""
    if any(piece.detail.endswith(FILLED_BY_NAME) for piece in bundle.evidence):
        for reference in bundle.references:
            if program.index.site(reference).kind is SiteKind.STRING:
                pieces = boundaries.evidence(reference, linked=True)
                yield from (piece for piece in pieces if not piece.kind.supports)
