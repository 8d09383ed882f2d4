"""Traits of traitlets: `@observe("name")`, `@default("name")` and `"Class.name"` in tables of options name members."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_DECORATORS = frozenset({"observe", "default", "validate"})
_CLASS = re.compile(r"[\"'](\w+)\.$")
_LONGEST = 80


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the strings of files that speak of traitlets to the members that they name."""
    for file in program.index.python:
        if not re.search(r"\btraitlets\b", file.source.text):
            continue
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING:
                continue
            for path, one in _meant(program, file.source.text, reference, site):
                target = _member(program, path, one, reference.text)
                if target is not None:
                    yield Link(
                        (reference.path, reference.start), target, Evidence(Kind.SHOWN_FLOW, f"trait of {one.name}")
                    )


def _meant(program: Program, text: str, reference: Reference, site: Site) -> Iterator[tuple[str, Class]]:
    """The classes one of which has the trait that a string names."""
    around = program.definitions(reference.path).class_around(reference.start)
    if around is not None and site.whole and site.callee is not None and site.callee.text in _DECORATORS:
        yield reference.path, around
    named = _CLASS.search(text[max(0, reference.start - _LONGEST) : reference.start])
    if named is not None and text[reference.end : reference.end + 1] in "\"'":
        yield from program.classes_called(named[1])


def _member(program: Program, path: str, one: Class, name: str) -> Key | None:
    """Where a class of ours, or a base of ours, has a member."""
    for place, outside, ancestor in program.ancestry(path, one):
        if not outside and name in ancestor.members:
            return (place, ancestor.members[name])
    return None
