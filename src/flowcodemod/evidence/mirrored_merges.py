"""A container with both names, in a test or in another language, mirrors a mapping that code makes of the same names.

Its halves become one where those of the mapping do.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.merge import covered
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.entries import entries
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax

Names = frozenset[str]
Made = Mapping[Names, Sequence[tuple[bool, str]]]
"""The names of a mapping that code makes -> whether its halves become one, and where it stands."""


def without_lone_mirrors(program: Program, weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The same, with evidence against each merge whose like in code all stay as they are."""
    if not any(one.merges for one in weighed):
        return tuple(weighed)
    made: dict[Names, list[tuple[bool, str]]] = defaultdict(list)
    for one in weighed:
        for reference, names in _with_both(program, one):
            if _is_code(program, reference):
                merged = covered((reference.path, reference.start), one.merges) and one.confidence >= CONFIDENT
                made[names].append((merged, f"{reference.path}:{reference.line}"))
    return tuple(_weighed(program, one, made) for one in weighed)


def _weighed(program: Program, one: Weighed, made: Made) -> Weighed:
    for reference, names in _with_both(program, one) if one.merges else ():
        mirrors = not _is_code(program, reference) and covered((reference.path, reference.start), one.merges)
        known = made.get(names, ()) if mirrors else ()
        if known and not any(merged for merged, _place in known):
            return replace(one, evidence=(*one.evidence, Evidence(Kind.REQUIRES, known[0][1])))
    return one


def _is_code(program: Program, reference: Reference) -> bool:
    """Whether a reference is a key of a mapping that code which is no test makes."""
    return program.index.site(reference).use is StringUse.DICT_KEY and not is_apart(reference.path)


def _with_both(program: Program, one: Weighed) -> Iterator[tuple[Reference, Names]]:
    """The entries of containers that hold the new name, too, each with all names of its container."""
    for reference in one.bundle.references:
        site = program.index.site(reference)
        entry = site.use is StringUse.DICT_KEY or (site.kind is SiteKind.TEXT and one.merges)
        syntax = _syntax(program, reference.path) if entry and reference.status is Status.OPEN else None
        if syntax is None or program.campaign is None:
            continue
        names = frozenset(name for name, _node in entries(syntax, reference))
        if program.campaign.concept.rename(reference.text) in names:
            yield reference, names


def _syntax(program: Program, path: str) -> Syntax | None:
    file, grammar = program.index.files[path], grammar_of(path)
    return file.syntax or (Syntax(file.source.text, grammar) if grammar is not None else None)
