"""`f(**{"name": …})` and `d = {"name": …}; f(**d)`: a key that becomes a keyword of a known callee."""

import re
from collections.abc import Iterator

from flowcodemod.linkers.constructors import climb, tie
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.stages.index import File
from flowcodemod.stages.program import Program

_SPLAT = r"(?P<callee>\w+)\((?:[^()]|\([^()]*\))*?\*\*\s*"


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the keys of splatted dict literals to the parameters or fields that take them."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is SiteKind.STRING and site.whole and site.use in (StringUse.DICT_KEY, StringUse.SUBSCRIPT):
                for callee in callees(file, reference, site):
                    yield from _tie(program, reference, callee)


def callees(file: File, reference: Reference, site: Site) -> Iterator[int]:
    """Where the callees stand that a dict with this key is splatted into, in the same function."""
    text = file.source.text
    if site.use is StringUse.DICT_KEY and site.container is not None:
        before = text[max(0, site.container - 300) : site.container]
        direct = re.search(_SPLAT + r"$", before)
        if direct:
            yield max(0, site.container - 300) + direct.start("callee")
            return
        assigned = re.search(r"(?P<name>\w+)(?:\s*:[^=\n]+)?\s*=\s*$", before)
        name = assigned["name"] if assigned else ""
    else:
        name = site.chain if site.binds and site.chain.isidentifier() else ""
    if name:
        end = _end_of_function(text, reference.start)
        for match in re.finditer(_SPLAT + rf"{re.escape(name)}\b", text[reference.start : end]):
            yield reference.start + match.start("callee")


def _end_of_function(text: str, start: int) -> int:
    """Where the function around a position ends, by indentation: the next line that starts a definition to its left."""
    line = text.rfind("\n", 0, start) + 1
    header = None
    for header in re.finditer(r"^([ \t]*)(?:async[ \t]+)?def[ \t]", text[:line], re.MULTILINE):
        pass
    indent = len(header[1]) if header else 0
    following = re.compile(rf"^[ \t]{{0,{indent}}}[^\s#)\]}}]", re.MULTILINE).search(text, text.find("\n", start) + 1)
    return following.start() if following else len(text)


def _tie(program: Program, reference: Reference, callee: int) -> Iterator[Link | Claim]:
    key = (reference.path, reference.start)
    for path, outside, function in program.functions_of((reference.path, callee)):
        if reference.text in function.parameters:
            yield from tie(program, key, (path, function.parameters[reference.text]), outside=outside)
    for path, outside, one in program.classes_of((reference.path, callee)):
        yield from climb(program, key, reference.text, (path, outside, one))
