"""Attributes that are guessed to be ours: they stay where every definition of that name that is ours stays."""

import re
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

    The members count of the classes that the object may be of.
    """
    moving: dict[tuple[str, str], bool] = defaultdict(bool)
    places: dict[tuple[str, str], str] = {}
    for one in weighed:
        for reference in one.bundle.references:
            for owner in ("", _owner(program, reference)) if _defines(program, reference) else ():
                moving[owner, reference.text] |= one.confidence >= CONFIDENT
                places[owner, reference.text] = f"{reference.path}:{reference.line}"
    return [_weighed(program, one, moving, places) for one in weighed]


def _weighed(
    program: Program, one: Weighed, moving: Mapping[tuple[str, str], bool], places: Mapping[tuple[str, str], str]
) -> Weighed:
    asked = all(program.index.site(reference).kind is SiteKind.ATTRIBUTE for reference in one.bundle.references)
    guessed = all(piece.kind in _GUESSED for piece in one.evidence if piece.kind.supports)
    if not (asked and guessed and one.confidence >= CONFIDENT):
        return one
    name = one.bundle.first.text
    owners = _candidates(program, one.bundle.first) & {owner for owner, known in places if known == name}
    stays = [places[owner, name] for owner in sorted(owners or {""}) if not moving.get((owner, name), True)]
    if len(stays) < len(owners or {""}):
        return one
    return replace(one, evidence=(*one.evidence, Evidence(Kind.REQUIRES, stays[0])))


def _candidates(program: Program, reference: Reference) -> set[str]:
    """The classes that an object may be of: what makes it says so, else all that its file imports or defines."""
    text = program.modules.text(reference.path)
    chain = program.index.site(reference).chain
    made = re.search(rf"(?<![\w.]){re.escape(chain)}\s*=\s*(?:await\s+)?(?P<maker>[^\n]+)", text) if chain else None
    shown = re.search(r"(?<!\w)([A-Z]\w*)", made["maker"] if made is not None else chain)
    if shown is not None and program.classes_called(shown[1]):
        return {shown[1]}
    here = {each.name for each in program.definitions(reference.path).classes.values()}
    return here | {name for name, _start in program.imported_names(reference.path)}


def _owner(program: Program, reference: Reference) -> str:
    around = program.definitions(reference.path).class_around(reference.start)
    return around.name if around is not None else ""


def _defines(program: Program, reference: Reference) -> bool:
    site = program.index.site(reference)
    binds = site.kind is SiteKind.ATTRIBUTE and site.binds and site.chain in SELVES
    return reference.path.endswith(".py") and (site.kind is SiteKind.MEMBER or binds)
