"""`def make(factory=Job): factory(name=…)`: a parameter that is called takes the keywords of its default."""

import re
from collections.abc import Iterator

from flowcodemod.linkers.constructors import climb, tie
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.stages.namespace import Namespace
from flowcodemod.stages.program import Program

_DEFAULT = re.compile(r"\w+\s*(?::[^=\n]*)?=\s*(?P<name>[^\W\d]\w*(?:\.\w+)*)\s*[,)\n]")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a keyword of a called parameter to what takes it in the class or function that is the default."""
    namespace = Namespace(program)
    for reference, site in program.sites():
        if site.kind is not SiteKind.LABEL or site.callee is None or site.chain != site.callee.text:
            continue
        found = namespace.local(reference.path, _default(program, reference, site.chain) or "-")
        target = namespace.definition(found) if found is not None else None
        if target is None:
            continue
        known, key = program.definitions(target[0]), (reference.path, reference.start)
        function, one = known.functions.get(target[1]), known.classes.get(target[1])
        if one is not None:
            yield from climb(program, key, reference.text, (target[0], False, one))
        elif function is not None and reference.text in function.parameters:
            yield from tie(program, key, (target[0], function.parameters[reference.text]), outside=False)


def _default(program: Program, reference: Reference, name: str) -> str:
    """The dotted name that the innermost function around gives a parameter of that name by default; '' for none."""
    functions = program.definitions(reference.path).functions.values()
    around = [one for one in functions if one.start <= reference.start < one.end and name in one.parameters]
    inner = max(around, key=lambda one: one.start, default=None)
    text = program.index.files[reference.path].source.text
    match = _DEFAULT.match(text, inner.parameters[name]) if inner is not None else None
    return match["name"] if match else ""
