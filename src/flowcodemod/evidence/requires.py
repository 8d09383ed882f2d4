"""What a group must be applied with: the other halves of what it renames, where nothing proves that they are one thing.

A key written here and read there, a keyword that bears the name of our parameter, a header and its reader: each is a group
of its own, because equal text proves nothing. But a slice that moved one half and left the other would break the program.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flowcodemod.evidence.weighed import Weighed
from flowcodemod.inventory.storage import pattern_of
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key
from flowcodemod.model.reference import TEXTUAL, Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program

_PATTERNS = frozenset({Role.STORAGE_KEY, Role.PATH})
_WIRE = frozenset({Role.HEADER, Role.ENVIRONMENT, Role.ROUTE})
_REFUSED = frozenset({Kind.REJECTED, Kind.POSTPONED})
_DEFINED = frozenset({SiteKind.MEMBER, SiteKind.DEFINITION, SiteKind.ATTRIBUTE})
Link = tuple[str, ...]
"""What two halves have in common: a sort of tie and the text that both spell."""


def requirements(program: Program, weighed: Sequence[Weighed], least: float) -> Mapping[Key, tuple[Key, ...]]:
    """Groups by where they start -> those that must be applied with them; only groups of at least that confidence count.

    Halves of one thing all require the first of them, and that one requires them all.
    """
    found: dict[Key, set[Key]] = defaultdict(set)
    for members in _families(program, [one for one in weighed if one.confidence >= least]):
        first, *others = sorted(one.bundle.key for one in members)
        for other in others:
            found[other].add(first)
            found[first].add(other)
    return {key: tuple(sorted(others)) for key, others in found.items()}


def held_back(program: Program, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The same, with evidence against each whose other half somebody refused or left for later."""
    against: dict[Key, Evidence] = {}
    for members in _families(program, weighed):
        refused = [one.bundle.first for one in members if any(piece.kind in _REFUSED for piece in one.evidence)]
        for one in members if refused else ():
            if one.bundle.first not in refused:
                against[one.bundle.key] = Evidence(Kind.REQUIRES, f"{refused[0].path}:{refused[0].line}")
    found = [(one, against.get(one.bundle.key)) for one in weighed]
    return [replace(one, evidence=(*one.evidence, evidence)) if evidence else one for one, evidence in found]


def _families(program: Program, weighed: Sequence[Weighed]) -> list[list[Weighed]]:
    """Those that share a link; a name or a call is none where everybody's definition is shown."""
    families: dict[Link, list[Weighed]] = defaultdict(list)
    asked: set[Link] = set()
    for one in weighed:
        guessed = any(piece.kind.guesses for piece in one.evidence)
        links = set(_links(program, one, guessed=guessed))
        asked |= {link for link in links if guessed or link[0] not in ("name", "call")}
        for link in sorted(links):
            families[link].append(one)
    return [families[link] for link in sorted(asked)]


def _links(program: Program, one: Weighed, *, guessed: bool) -> Iterator[Link]:
    for reference in one.bundle.references:
        if reference.status is Status.OPEN and reference.role not in TEXTUAL:
            yield from _of_reference(program, reference, guessed=guessed)


def _of_reference(program: Program, reference: Reference, *, guessed: bool) -> Iterator[Link]:
    site = program.index.site(reference)
    if reference.role in _PATTERNS:
        yield "pattern", _segment(pattern_of(program.index.files[reference.path], reference), reference.text)
    elif reference.role in _WIRE:
        yield "wire", reference.text.lower()
    elif reference.role is Role.MESSAGE:
        yield from _of_message(program, reference)
    elif site.kind is SiteKind.PARAMETER:
        yield from _of_parameter(program, reference, site)
    elif guessed and site.kind is SiteKind.LABEL and site.callee is not None:
        yield "call", site.callee.text, reference.text
    elif guessed or site.kind in _DEFINED:
        yield "name", _plain(reference.text)
    if reference.role is Role.KEY and not reference.text[-1].isalnum():
        yield "pattern", reference.text
    if site.kind is SiteKind.MEMBER and site.owner is not None:
        yield "call", site.owner.text, reference.text


def _of_parameter(program: Program, reference: Reference, site: Site) -> Iterator[Link]:
    """A parameter by whoever is called with it; one of a decorated function, whose caller is not seen, by its name."""
    if site.owner is None:
        return
    called = site.method_of if site.owner.text == "__init__" and site.method_of is not None else site.owner
    yield "call", called.text, reference.text
    function = program.definitions(reference.path).functions.get(site.owner.start)
    if function is not None and function.decorators:
        yield "name", _plain(reference.text)


def _of_message(program: Program, reference: Reference) -> Iterator[Link]:
    """A message by the word before and the word after: a test that expects it spells one of the two."""
    text = program.index.files[reference.path].source.text
    before = re.search(r"(\w+) $", text[max(0, reference.start - 40) : reference.start])
    after = re.match(r" (\w+)", text[reference.end : reference.end + 40])
    if before:
        yield "before", before[1], reference.text
    if after:
        yield "after", after[1], reference.text


def _segment(pattern: str, text: str) -> str:
    """The part of a pattern that a reader needs to know, however many folders it puts before: `import_session_`."""
    return next((part for part in pattern.split("/") if text in part), pattern).partition("{}")[0]


def _plain(text: str) -> str:
    """A name without its spelling: `sessionId` and `session_id` are one on the wire."""
    return text.replace("_", "").replace("-", "").lower()
