"""`partial(f, name=…)`, `executor.submit(f, name=…)`: keywords that a call hands to the function it is given first."""

import re
from collections.abc import Iterator

from flowcodemod.linkers.calls.constructors import taken_by
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program

_HANDS_ON = frozenset(
    {"partial", "partialmethod", "submit", "to_thread", "call_soon", "start_soon", "run_sync", "spawn"}
)
_FIRST = re.compile(r"\(\s*(?:\w+\.)*(?P<name>\w+)\s*,")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the keyword to the parameter of the function that is handed on, or claim it for that function's owner."""
    for reference, site in program.sites():
        given = _given(program, reference, site)
        if given is None:
            continue
        key = (reference.path, reference.start)
        answers = program.answers.get((reference.path, given.start("name")), ())
        for answer in answers:
            yield from taken_by(program, key, reference.text, (answer.path, answer.start))
        for target in () if answers else program.parameters_of(given["name"], reference.text):
            if program.reference(*target) is not None:
                yield Link(key, target, Evidence(Kind.CALLEE_NAME, given["name"]))


def _given(program: Program, reference: Reference, site: Site) -> re.Match[str] | None:
    if site.kind is not SiteKind.LABEL or site.callee is None or site.callee.text not in _HANDS_ON:
        return None
    return _FIRST.match(program.modules.text(reference.path), site.callee.end)
