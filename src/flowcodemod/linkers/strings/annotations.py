"""Annotations in quotes, `cast("Name", x)` and the like: names that the module would look up."""

from collections.abc import Iterator

from flowcodemod.linkers.strings.dotted import path_before
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program

_NAMED = {"cast": 0, "TypeVar": "bound", "NewType": 1, "ForwardRef": 0}


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a name in a quoted annotation to what its module binds under it."""
    namespace = Namespace(program)
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is SiteKind.STRING and _is_annotation(reference, site):
                dotted = path_before(file.source.text, reference) + reference.text
                target = namespace.local(reference.path, dotted)
                if target is not None:
                    evidence = Evidence(Kind.SHOWN_FLOW, f"an annotation names {dotted}")
                    yield Link((reference.path, reference.start), target, evidence)


def _is_annotation(reference: Reference, site: Site) -> bool:
    if site.use is StringUse.ANNOTATION or reference.role in (Role.CLASS, Role.VARIABLE):
        return True
    return site.callee is not None and site.callee.text in _NAMED and site.argument == _NAMED[site.callee.text]
