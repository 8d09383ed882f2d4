"""`__all__`: each entry and what the module binds under that name."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.exports import is_export


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each string in a display that becomes `__all__` to the top-level name of its file."""
    for file in program.index.python:
        if "__all__" not in file.source.text:
            continue
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or not site.whole:
                continue
            bound = program.modules.bound(reference.path).get(reference.text)
            if bound is not None and is_export(file.source.text, reference.start, site.container):
                evidence = Evidence(Kind.SHOWN_FLOW, "__all__ exports it")
                yield Link((reference.path, reference.start), (reference.path, bound.start), evidence)
