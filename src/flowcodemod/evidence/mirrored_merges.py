"""A mapping with both names in a test mirrors one that code makes: its halves become one where those of the code do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.merge import covered
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import StringUse
from flowcodemod.program.program import Program, is_apart


def without_lone_mirrors(program: Program, weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The same, with evidence against each merge of keys in a test whose like in code all stay as they are."""
    made: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for one in weighed:
        for reference in _merged_keys(program, one):
            if not is_apart(reference.path):
                place = f"{reference.path}:{reference.line}"
                made[reference.text].append((one.confidence >= CONFIDENT, place))
    return tuple(_weighed(program, one, made) for one in weighed)


def _weighed(program: Program, one: Weighed, made: Mapping[str, Sequence[tuple[bool, str]]]) -> Weighed:
    for reference in _merged_keys(program, one):
        known = made.get(reference.text, ())
        if is_apart(reference.path) and known and not any(moves for moves, _place in known):
            return replace(one, evidence=(*one.evidence, Evidence(Kind.REQUIRES, known[0][1])))
    return one


def _merged_keys(program: Program, one: Weighed) -> Iterator[Reference]:
    """The keys of mappings that a bundle's merges drop."""
    for reference in one.bundle.references if one.merges else ():
        site = program.index.site(reference)
        if site.use is StringUse.DICT_KEY and site.whole and covered((reference.path, reference.start), one.merges):
            yield reference
