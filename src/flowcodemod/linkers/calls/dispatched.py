"""`getattr(self, f"{name}_run")(**arguments)`: the methods of a class take what its other methods collect as keywords."""

import re
from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_DISPATCH = re.compile(
    r"\bgetattr\(\s*self\s*,\s*(?:f(?P<quote>[\"'])(?P<name>[^\"'\n]+)(?P=quote)|\w+)\s*\)\(\s*\*\*\w+"
)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each parameter of such a method to the keywords of that name which a method of its class collects."""
    labels: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for reference, site in program.sites():
        if site.kind is SiteKind.LABEL and site.callee is not None and "." in site.chain:
            labels[site.callee.text, reference.text].append((reference.path, reference.start))
    for reference, site in program.sites():
        if site.kind is not SiteKind.PARAMETER or site.method_of is None or site.owner is None:
            continue
        one = program.definitions(reference.path).classes.get(site.method_of.start)
        for callee in _collecting(program, reference.path, one, site.owner.text) if one is not None else ():
            for label in labels.get((callee, reference.text), ()):
                evidence = Evidence(Kind.SHOWN_FLOW, f"{callee} hands its keywords on to {site.owner.text}")
                yield Link((reference.path, reference.start), label, evidence)


def _collecting(program: Program, path: str, one: Class, method: str) -> Iterator[str]:
    """The methods of a class that take any keyword, where one of them calls `method` by a name it makes up."""
    body = program.modules.text(path)[one.start : one.end]
    if any(_fits(match, method) for match in _DISPATCH.finditer(body)):
        for name, several in one.methods.items():
            if name != method and any(function.keywords for function in several):
                yield name


def _fits(match: re.Match[str], method: str) -> bool:
    """Whether a made-up name may be that of a method; one that is all variable may be any."""
    name = match["name"]
    if name is None:
        return True
    return re.fullmatch(r"\w+".join(map(re.escape, re.split(r"\{[^}]*\}", name))), method) is not None
