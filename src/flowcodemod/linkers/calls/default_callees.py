"""`def make(factory=Job): factory(name=…)`: a parameter that is called takes the keywords of its default."""

import re
from collections.abc import Iterator

from flowcodemod.linkers.calls.constructors import taken_by
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program

_DEFAULT = re.compile(r"\w+\s*(?::[^=\n]*)?=\s*(?P<name>[^\W\d]\w*(?:\.\w+)*)\s*[,)\n]")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a keyword of a called parameter to what takes it in the class or function that is the default."""
    namespace = Namespace(program)
    for reference, site in program.sites():
        if site.kind is not SiteKind.LABEL or site.callee is None or site.chain != site.callee.text:
            continue
        found = namespace.local(reference.path, _default(program, reference, site.chain) or "-")
        if found is not None:
            key = (reference.path, reference.start)
            yield from taken_by(program, key, reference.text, namespace.definition(found))


def _default(program: Program, reference: Reference, name: str) -> str:
    """The dotted name that the innermost function around gives a parameter of that name by default; '' for none."""
    around = program.definitions(reference.path).functions_around(reference.start)
    inner = next((one for one in around if name in one.parameters), None)
    text = program.index.files[reference.path].source.text
    match = _DEFAULT.match(text, inner.parameters[name]) if inner is not None else None
    return match["name"] if match else ""
