"""`self.name` and `cls.name`: the attribute and what the class around it declares under that name."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie attributes of `self` to the member, method or first assignment in the class around or in a base of ours."""
    for reference, site in program.sites():
        if site.kind is not SiteKind.ATTRIBUTE or site.chain not in ("self", "cls") or site.method_of is None:
            continue
        around = program.definitions(reference.path).classes.get(site.method_of.start)
        if around is None:
            continue
        for path, outside, one in program.ancestry(reference.path, around):
            methods = one.methods.get(reference.text, ())
            start = one.members.get(reference.text, methods[0].start if methods else one.attributes.get(reference.text))
            if start is not None and not outside:
                evidence = Evidence(Kind.SHOWN_FLOW, f"{one.name}.{reference.text}")
                yield Link((reference.path, reference.start), (path, start), evidence)
                break
