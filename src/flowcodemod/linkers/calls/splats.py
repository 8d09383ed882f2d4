"""`f(**{"name": …})`, `d = {"name": …}; f(**d)` and `d = dict(name=…)`: a key that becomes a keyword of a known callee."""

import re
from collections.abc import Iterator

from flowcodemod.linkers.calls.constructors import climb, taken_by
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.program.foreign_callees import foreign_callee
from flowcodemod.program.program import Program
from flowcodemod.readers.splats import callees

_MAKES_ITS_OWN = re.compile(r"(?:cls|__class__)\(")
_KEYS = frozenset({StringUse.DICT_KEY, StringUse.SUBSCRIPT})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the keys of splatted dict literals to the parameters or fields that take them."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            string = site.kind is SiteKind.STRING and site.whole
            label = site.kind is SiteKind.LABEL and (site.chain == "dict" or site.chain.endswith(".update"))
            if (string and site.use in _KEYS) or label:
                for callee in callees(file.source.text, reference.start, site):
                    yield from _tie(program, reference, callee)


def _tie(program: Program, reference: Reference, callee: int) -> Iterator[Link | Claim]:
    key = (reference.path, reference.start)
    around = program.definitions(reference.path).class_around(callee)
    if around is not None and _MAKES_ITS_OWN.match(program.modules.text(reference.path), callee):
        yield from climb(program, key, reference.text, (reference.path, False, around))
    if not program.answers.get((reference.path, callee)):
        owner = foreign_callee(program, reference.path, callee, reference.text)
        yield from [Claim(key, Evidence(Kind.FOREIGN, owner))] if owner else _by_name(program, reference, callee)
    for answer in program.answers.get((reference.path, callee), ()):
        yield from taken_by(program, key, reference.text, (answer.path, answer.start), outside=answer.outside)


def _by_name(program: Program, reference: Reference, callee: int) -> Iterator[Link]:
    """Where nobody resolves the callee: the functions of ours that bear its name and take the keyword."""
    text = program.index.files[reference.path].source.text
    name = re.compile(r"\w+").match(text, callee)
    for target in program.parameters_of(name[0], reference.text) if name else ():
        if program.reference(*target) is not None:
            yield Link(
                (reference.path, reference.start), target, Evidence(Kind.CALLEE_NAME, f"{name[0] if name else ''}")
            )
