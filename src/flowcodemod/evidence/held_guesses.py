"""Attributes that are guessed to be ours: they stay where every definition of that name that is ours stays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    """The same, with evidence against each attribute that nothing but guesses ties to members which all stay.

    Where the guess names a class, the members of that class count alone.
    """
    moving: dict[tuple[str, str], bool] = defaultdict(bool)
    places: dict[tuple[str, str], str] = {}
    for one in weighed:
        for reference in one.bundle.references:
            for owner in ("", _owner(program, reference)) if _defines(program, reference) else ():
                moving[owner, reference.text] |= one.confidence >= CONFIDENT
                places[owner, reference.text] = f"{reference.path}:{reference.line}"
    return [_weighed(program, one, {key: place for key, place in places.items() if not moving[key]}) for one in weighed]


def _weighed(program: Program, one: Weighed, held: Mapping[tuple[str, str], str]) -> Weighed:
    asked = all(program.index.site(reference).kind is SiteKind.ATTRIBUTE for reference in one.bundle.references)
    guessed = all(piece.kind in _GUESSED for piece in one.evidence if piece.kind.supports)
    if not (asked and guessed and one.confidence >= CONFIDENT):
        return one
    owners = [piece.detail for piece in one.evidence if piece.kind is Kind.IMPORTS_OWNER]
    place = next(
        (held[owner, one.bundle.first.text] for owner in (*owners, "") if (owner, one.bundle.first.text) in held), ""
    )
    return replace(one, evidence=(*one.evidence, Evidence(Kind.REQUIRES, place))) if place else one


def _owner(program: Program, reference: Reference) -> str:
    around = program.definitions(reference.path).class_around(reference.start)
    return around.name if around is not None else ""


def _defines(program: Program, reference: Reference) -> bool:
    site = program.index.site(reference)
    binds = site.kind is SiteKind.ATTRIBUTE and site.binds and site.chain in SELVES
    return reference.path.endswith(".py") and (site.kind is SiteKind.MEMBER or binds)
