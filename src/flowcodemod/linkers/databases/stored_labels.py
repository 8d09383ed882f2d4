"""`order_by("name")`: a statement of SQLAlchemy calls a column by its stored name, also where the attribute has another."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.reference import Role, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.pins.column_policy import goes
from flowcodemod.program.program import Program

_MAKES = frozenset({"Column", "mapped_column"})
_LABELS = frozenset({"order_by", "group_by", "distinct"})
STAYS = Evidence(Kind.BOUNDARY, "the label of a column whose stored name stays")


def link(program: Program) -> Iterator[Claim]:
    """Claim such a string for the database, where a mapped class says that name and keeps it."""
    campaign = program.campaign
    if campaign is None:
        return
    stored = {
        reference.text
        for reference, site in program.sites()
        if site.kind is SiteKind.STRING and reference.role is Role.COLUMN and reference.status is Status.OPEN
        if site.callee is not None and site.callee.text in _MAKES and site.argument in (0, "name")
        if program.definitions(reference.path).class_around(reference.start) is not None
        if not goes(program, reference, campaign)
    }
    for reference, site in program.sites() if stored else ():
        if is_label(site) and reference.text in stored:
            yield Claim((reference.path, reference.start), STAYS)


def is_label(site: Site) -> bool:
    """Whether a string may be what a statement calls a column."""
    return site.kind is SiteKind.STRING and site.callee is not None and site.callee.text in _LABELS
