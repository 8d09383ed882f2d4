"""`make = {"a": Job, "b": Task}.get(kind, Run); make(name=…)`: a variable that is called takes what its values take."""

import re
from collections.abc import Iterator

from flowcodemod.linkers.calls.constructors import taken_by
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program

_NAME = re.compile(r"(?<![\w.\"'])[^\W\d]\w*(?:\.\w+)*(?![\w(])")
_LONGEST = 2000


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a keyword of a called variable to what takes it in every class or function that the variable may hold."""
    namespace = Namespace(program)
    for reference, site in program.sites():
        callee = site.callee
        if site.kind is not SiteKind.LABEL or callee is None or site.chain != callee.text:
            continue
        key = (reference.path, reference.start)
        found = [
            list(taken_by(program, key, reference.text, one)) for one in _held(program, namespace, reference, site)
        ]
        if found and all(found):
            yield from (each for links in found for each in links)


def _held(program: Program, namespace: Namespace, reference: Reference, site: Site) -> Iterator[Key]:
    """The classes and functions of ours that the value names which the function around gives the variable."""
    inner = program.definitions(reference.path).function_around(reference.start)
    text = program.modules.text(reference.path)
    assigned = re.compile(rf"^[ \t]*{re.escape(site.chain)}[ \t]*(?::[^=\n]+)?=(?!=)[ \t]*", re.MULTILINE)
    for match in assigned.finditer(text, inner.start, reference.start) if inner is not None else ():
        for name in _NAME.findall(_value(text, match.end())):
            target = namespace.local(reference.path, name)
            place = namespace.definition(target) if target is not None else None
            known = program.definitions(place[0]) if place is not None else None
            if place is not None and known is not None and (place[1] in known.classes or place[1] in known.functions):
                yield place


def _value(text: str, start: int) -> str:
    """The expression that starts at a code point: to the end of the line on which its brackets are closed."""
    depth, end = 0, min(len(text), start + _LONGEST)
    for at in range(start, end):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if text[at] == "\n" and depth <= 0:
            return text[start:at]
    return text[start:end]
