"""References that are left alone, each with the reason that a reader must know first."""

from collections.abc import Sequence

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.plan import REASON_OF, NotEdited, Reason
from flowcodemod.model.reference import Reference

_BY_KIND = (
    (Kind.FOREIGN, Reason.FOREIGN),
    (Kind.REJECTED, Reason.DECIDED),
    (Kind.POSTPONED, Reason.QUESTION),
    (Kind.NO_NEW_FORM, Reason.UNRESOLVED),
    (Kind.HELD, Reason.HELD_BY),
    (Kind.KEPT, Reason.HOMONYM),
    (Kind.QUESTION, Reason.QUESTION),
    (Kind.COLLISION, Reason.CONFLICT),
    (Kind.BOUNDARY, Reason.HELD_BY),
    (Kind.TWIN, Reason.QUESTION),
    (Kind.UNRESOLVED, Reason.UNRESOLVED),
)


def by_status(reference: Reference) -> NotEdited:
    """One whose status alone keeps it."""
    return NotEdited(
        reference.path,
        reference.line,
        reference.column,
        reference.text,
        reference.role,
        REASON_OF[reference.status],
        reference.reason,
    )


def left(reference: Reference, reason: Reason, detail: str, campaign: Campaign) -> NotEdited:
    """One that a reason keeps, with what would become of it."""
    candidate = campaign.concept.rename(reference.text) or ""
    return NotEdited(
        reference.path, reference.line, reference.column, reference.text, reference.role, reason, detail, candidate
    )


def why(evidence: Sequence[Evidence]) -> tuple[Reason, str]:
    """The first contrary evidence in the order of what a reader must know first."""
    for kind, reason in _BY_KIND:
        for piece in evidence:
            if piece.kind is kind:
                return reason, str(piece)
    return Reason.LOW_CONFIDENCE, "nothing speaks for it"
