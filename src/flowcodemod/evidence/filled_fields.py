"""Fields of classes that are filled from mappings (`Report(**found)`): they stay where the mappings of their shape do."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.pins.wire_classes import is_filled
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.containers import keys_of_display

_LEAST = 2  # one field alone is no shape


def without_unfilled(program: Program, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The same, with evidence against each field whose keys stay in every mapping that has all fields of its class."""
    made: dict[str, list[tuple[frozenset[str], bool, str]]] = defaultdict(list)
    for one in weighed:
        for reference in one.bundle.references:
            site, syntax = program.index.site(reference), program.index.files[reference.path].syntax
            shown = site.use is StringUse.DICT_KEY and site.whole and site.container is not None
            if shown and syntax is not None and not is_apart(reference.path):
                keys = frozenset(keys_of_display(syntax, site.container or 0))
                place = f"{reference.path}:{reference.line}"
                made[reference.text].append((keys, one.confidence >= CONFIDENT, place))
    return [_weighed(program, one, made) for one in weighed]


def _weighed(program: Program, one: Weighed, made: dict[str, list[tuple[frozenset[str], bool, str]]]) -> Weighed:
    for reference in one.bundle.references if one.confidence >= CONFIDENT else ():
        known = made.get(reference.text, [])
        fields = _fields(program, reference) if known and not is_apart(reference.path) else frozenset()
        alike = [(moves, place) for keys, moves, place in known if fields <= keys]
        if len(fields) >= _LEAST and alike and not any(moves for moves, _place in alike):
            return replace(one, evidence=(*one.evidence, Evidence(Kind.REQUIRES, alike[0][1])))
    return one


def _fields(program: Program, reference: Reference) -> frozenset[str]:
    """The fields of the class that a member belongs to, where objects of it are made of mappings."""
    if program.index.site(reference).kind is not SiteKind.MEMBER:
        return frozenset()
    around = program.definitions(reference.path).class_around(reference.start)
    filled = around is not None and is_filled(program, reference.path, around)
    return frozenset(around.members) - {"model_config"} if around is not None and filled else frozenset()
