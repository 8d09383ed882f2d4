"""Keys of a client that are called like fields of models: they stay where all of those do, which a server names."""

from collections.abc import Sequence
from dataclasses import replace

from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Role
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program, is_apart


def without_keys_of_held_fields(program: Program, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The same, with evidence against each key of a client's, tied to nothing, that all fields of its name stay with."""
    moves: dict[str, bool] = {}
    places: dict[str, str] = {}
    for one in weighed if program.is_client else ():
        claimed = any(piece.kind is Kind.BOUNDARY for piece in one.evidence)
        for reference in one.bundle.references:
            if program.index.site(reference).kind is SiteKind.MEMBER and not is_apart(reference.path):
                moves[reference.text] = moves.get(reference.text, False) or not claimed
                places.setdefault(reference.text, f"{reference.path}:{reference.line}")
    stays = {name: places[name] for name, moving in moves.items() if not moving}
    return [_weighed(one, stays) for one in weighed]


def _weighed(one: Weighed, stays: dict[str, str]) -> Weighed:
    place = stays.get(one.bundle.first.text, "")
    keys = all(reference.role is Role.KEY for reference in one.bundle.references)
    lone = all(piece.kind is Kind.KEY_FAMILY for piece in one.evidence if piece.kind.supports)
    if not (place and keys and lone and one.confidence >= CONFIDENT):
        return one
    said = f"{place} is a field of that name, which a server names"
    return replace(one, evidence=(*one.evidence, Evidence(Kind.BOUNDARY, said)))
