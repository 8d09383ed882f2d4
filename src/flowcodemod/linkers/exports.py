"""`__all__`: each entry and what the module binds under that name."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.stages.namespace import Namespace
from flowcodemod.stages.program import Program

_ALL = re.compile(r"(?<![\w.])__all__\s*(?::[^=\n]*)?(?:\+?=|\.(?:extend|append|remove)\()[^\n=]*$", re.MULTILINE)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each string in a display that becomes `__all__` to the top-level name of its file."""
    namespace = Namespace(program)
    for file in program.index.python:
        if "__all__" not in file.source.text:
            continue
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or not site.whole:
                continue
            bound = namespace.bound(reference.path).get(reference.text)
            if bound is not None and is_export(file.source.text, reference.start, site.container):
                evidence = Evidence(Kind.SHOWN_FLOW, "__all__ exports it")
                yield Link((reference.path, reference.start), (reference.path, bound.start), evidence)


def is_export(text: str, start: int, container: int | None) -> bool:
    """Whether a string at `start`, an element of the display at `container`, is an entry of `__all__`."""
    opening = container if container is not None else start
    statement = text[max(0, opening - 200) : opening]
    return any(found.end() >= len(statement) for found in _ALL.finditer(statement))
