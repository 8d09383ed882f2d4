"""Attributes that are guessed to be ours: they stay where every definition of that name that is ours stays."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.guess import SELVES
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_GUESSED = frozenset({Kind.SAME_NAME, Kind.IMPORTS_OWNER, Kind.SAME_RECEIVER, Kind.SAME_SHAPE, Kind.CLOSED_WORLD})


def without_held_guesses(program: Program, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The same, with evidence against each attribute that nothing but guesses ties to members which all stay."""
    moving: dict[str, bool] = defaultdict(bool)
    places: dict[str, str] = {}
    for one in weighed:
        for reference in one.bundle.references:
            if _defines(program, reference):
                moving[reference.text] |= one.confidence >= CONFIDENT
                places[reference.text] = f"{reference.path}:{reference.line}"
    held = {name: Evidence(Kind.REQUIRES, place) for name, place in places.items() if not moving[name]}
    return [
        replace(one, evidence=(*one.evidence, held[one.bundle.first.text])) if _is_held(program, one, held) else one
        for one in weighed
    ]


def _is_held(program: Program, one: Weighed, held: dict[str, Evidence]) -> bool:
    asked = all(program.index.site(reference).kind is SiteKind.ATTRIBUTE for reference in one.bundle.references)
    guessed = all(piece.kind in _GUESSED for piece in one.evidence if piece.kind.supports)
    return asked and guessed and one.bundle.first.text in held and one.confidence >= CONFIDENT


def _defines(program: Program, reference: Reference) -> bool:
    site = program.index.site(reference)
    binds = site.kind is SiteKind.ATTRIBUTE and site.binds and site.chain in SELVES
    return reference.path.endswith(".py") and (site.kind is SiteKind.MEMBER or binds)
