"""Names that nothing binds where they stand: a method that speaks of a name of its class body without `self`."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Link]:
    """Tie such a name to what the class around defines under it: left alone, it would hide that on the way back."""
    for reference, site in program.sites():
        key = (reference.path, reference.start)
        if site.kind is not SiteKind.NAME or site.binding is not None or program.answers.get(key):
            continue
        around = program.definitions(reference.path).class_around(reference.start)
        methods = around.methods.get(reference.text, ()) if around is not None else ()
        start = methods[0].start if methods else around.members.get(reference.text) if around is not None else None
        if start is not None:
            yield Link(key, (reference.path, start), Evidence(Kind.SAME_NAME, reference.text))
