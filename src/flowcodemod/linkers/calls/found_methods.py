"""`self.send = getattr(peer, "send")`; `self.send(name=…)`: a method found by its name takes what methods so called take."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.definitions import Function

_ARGUMENTS = r"(?P<callee>[\w.]+)\(\s*(?:(?P<first>[\w.()]+)\s*,\s*)?[\"'](?P<name>[^\W\d]\w*)[\"']"
_ASSIGNED = r"^[ \t]+(?:self\.\w+\s*,\s*)*self\.{}(?:\s*,\s*self\.\w+)*\s*(?::[^=\n]+)?=\s*" + _ARGUMENTS


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a keyword to the parameter of every method of that name, where each of ours has such a parameter."""
    namespace = Namespace(program)
    for reference, site in program.sites():
        if site.kind is SiteKind.LABEL and site.callee is not None and site.chain == f"self.{site.callee.text}":
            name = _found(program, namespace, reference, site)
            for target in _taking(program, name, reference.text) if name else ():
                evidence = Evidence(Kind.SHOWN_FLOW, f"{site.chain} is found by its name, {name}")
                yield Link((reference.path, reference.start), target, evidence)


def _found(program: Program, namespace: Namespace, reference: Reference, site: Site) -> str:
    """The one name by which the class around finds what it holds and calls; '' where it is made otherwise, too."""
    around = program.definitions(reference.path).class_around(reference.start)
    if around is None or site.callee is None:
        return ""
    body = program.modules.text(reference.path)[around.start : around.end]
    held = re.escape(site.callee.text)
    found = list(re.finditer(_ASSIGNED.format(held), body, re.MULTILINE))
    others = re.findall(rf"\bself\.{held}\b(?:\s*,\s*self\.\w+)*\s*(?::[^=\n]+)?=(?!=)", body)
    names = {match["name"] for match in found if _finds(program, namespace, reference.path, match)}
    return names.pop() if len(names) == 1 and len(found) == len(others) else ""


def _finds(program: Program, namespace: Namespace, path: str, match: re.Match[str]) -> bool:
    """Whether a call gets an attribute by the name it is given: `getattr`, or a function of ours that asks it."""
    if match["callee"] == "getattr":
        return True
    target = namespace.local(path, match["callee"])
    where, start = namespace.definition(target) if target is not None else ("", 0)
    function = program.definitions(where).functions.get(start) if where else None
    return function is not None and _asks(program, where, function, 1 if match["first"] else 0)


def _asks(program: Program, path: str, function: Function, position: int) -> bool:
    """Whether a function asks an object for an attribute whose name it is given at a position."""
    parameters = list(function.parameters)
    text = program.modules.text(path)[function.start : function.end]
    named = re.escape(parameters[position]) if position < len(parameters) else ""
    return bool(named) and re.search(rf"\bgetattr\(\s*[\w.]+\s*,\s*{named}\b", text) is not None


def _taking(program: Program, callee: str, name: str) -> tuple[Key, ...]:
    """Where our methods of a name have a parameter; none where one of them, tests aside, has no such parameter."""
    methods = [
        (path, method)
        for file in program.index.python
        for path in (file.source.path,)
        for one in program.definitions(path).classes.values()
        for method in one.methods.get(callee, ())
    ]
    lacking = any(name not in method.parameters for path, method in methods if not is_apart(path))
    return () if lacking else tuple((path, one.parameters[name]) for path, one in methods if name in one.parameters)
