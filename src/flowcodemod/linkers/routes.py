"""URL patterns such as `path("<int:name>/", view)`: the hole is a parameter of the view."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.stages.program import Program

_HANDLER = re.compile(r"[\"']\s*,\s*(?:\w+\s*=\s*)?(?P<handler>[\w.]+)")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a hole of a URL pattern to the parameter of the function that the same call names."""
    for file in program.index.python:
        text = file.source.text
        for reference, site in zip(file.references, file.sites, strict=True):
            hole = (
                text[reference.start - 1 : reference.start] in ":<{"
                and text[reference.end : reference.end + 1] in ">}:"
            )
            if site.kind is not SiteKind.STRING or site.callee is None or not hole:
                continue
            match = _HANDLER.search(text, reference.end, reference.end + 400)
            if match is None:
                continue
            for path, start in program.parameters_of(match["handler"].rpartition(".")[2], reference.text):
                evidence = Evidence(Kind.SHOWN_FLOW, f"the route calls {match['handler']}")
                yield Link((reference.path, reference.start), (path, start), evidence)
