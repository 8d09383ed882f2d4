"""A decorated function is told by its name: `@tool` over `def ask()`, and `{"name": "ask"}` or `call_tool("ask")`."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Function

_CALLED = re.compile(r"(?:call|get|run|invoke|read|render)_\w+|\w+_(?:tool|prompt|task|command)")
_TOLD = re.compile(r"(?:[\"']name[\"']\s*:|\bname\s*=|\.name\s*[=!]=)\s*[\"']$")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what is said to be a name to the decorated function that has it, around the text or imported by its file."""
    for reference, site in program.sites():
        called = _is_called(site)
        if site.kind is SiteKind.STRING and site.whole and (called or _is_name(program, reference)):
            for target in _functions(program, reference, registered=called):
                evidence = Evidence(Kind.SHOWN_FLOW, f"a decorated function of {target[0]} has that name")
                yield Link((reference.path, reference.start), target, evidence)


def _is_name(program: Program, reference: Reference) -> bool:
    text = program.modules.text(reference.path)
    return _TOLD.search(text, max(0, reference.start - 60), reference.start) is not None


def _is_called(site: Site) -> bool:
    """Whether a string is the first argument of what calls or gets things by their names: `client.call_tool("ask_name")`."""
    return site.argument == 0 and site.callee is not None and _CALLED.fullmatch(site.callee.text) is not None


def _functions(program: Program, reference: Reference, *, registered: bool) -> Iterator[Key]:
    """Where a decorated function of that name starts that the text can see, or that its file imports.

    `registered`: what calls it by its name need not see it: one of the file that has the name alone will do.
    """
    known = program.definitions(reference.path)
    around = {0, *(one.start for one in known.functions_around(reference.start))}
    alone = registered and sum(one.name == reference.text for one in known.functions.values()) == 1
    for one in known.functions.values():
        outer = known.functions_around(one.start)[1:]
        sees = (outer[0].start if outer else 0) in around and known.class_around(one.start) is None
        if _is_told(one, reference.text) and (sees or alone):
            yield reference.path, one.start
    for name, start in program.imported_names(reference.path):
        for path, outside, one in program.functions_of((reference.path, start)) if name == reference.text else ():
            if _is_told(one, reference.text) and not outside:
                yield path, one.start


def _is_told(function: Function, name: str) -> bool:
    return function.name == name and bool(function.decorators)
