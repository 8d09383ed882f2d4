"""Strings in which SQLAlchemy finds mapped attributes: `relationship(foreign_keys="Child.name")`, `synonym("name")`."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program

_RELATES = frozenset({"relationship", "backref"})
_OF_OTHERS = frozenset({"attribute_keyed_dict", "attribute_mapped_collection", "association_proxy"})
_CLASS = re.compile(r"(?<![\w.])(?:\w+\.)*?(?P<name>[A-Z]\w*)\.$")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the string to the attribute of the class that it names, or that the call stands in."""
    for reference, site in program.sites():
        if site.kind is not SiteKind.STRING or site.callee is None:
            continue
        for target in _targets(program, reference, site, site.callee.text):
            if program.reference(*target) is not None:
                evidence = Evidence(Kind.SHOWN_FLOW, f"an attribute that a mapping names ({target[0]})")
                yield Link((reference.path, reference.start), target, evidence)


def _targets(program: Program, reference: Reference, site: Site, callee: str) -> Iterator[Key]:
    text = program.modules.text(reference.path)
    if callee in _RELATES:
        named = _CLASS.search(text[max(0, reference.start - 80) : reference.start])
        classes = program.classes_called(named["name"]) if named is not None else ()
        yield from ((path, one.members[reference.text]) for path, one in classes if reference.text in one.members)
    elif callee == "synonym" and site.whole:
        around = program.definitions(reference.path).class_around(reference.start)
        if around is not None and reference.text in around.members:
            yield reference.path, around.members[reference.text]
    elif callee in _OF_OTHERS and site.whole:
        owning = [(path, one.members.get(reference.text)) for path, one in program.owning(reference.text)]
        yield from ((path, start) for path, start in owning if start is not None and len(owning) == 1)
