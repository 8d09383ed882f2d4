"""Fields that are pinned with one edit: an import of `Field`, or what lets their model be built by name."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.plan import Edit
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.pins import pins
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie fields whose pins share an edit: made once, it serves all of them."""
    if program.campaign is None:
        return
    first: dict[Edit, Key] = {}
    for reference, site in program.sites():
        pinned = site.kind in (SiteKind.MEMBER, SiteKind.PARAMETER)
        new = (program.campaign.concept.rename(reference.text) or "") if pinned else ""
        for edit in pins(program, reference, new, program.campaign) if new else ():
            key = (reference.path, reference.start)
            other = first.setdefault(edit, key)
            if other != key:
                yield Link(key, other, Evidence(Kind.SHOWN_FLOW, "one edit pins both"))
