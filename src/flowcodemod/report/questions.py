"""What to ask a person about something that was not edited, in words that can be answered."""

from collections.abc import Sequence

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.plan import Reason

_BY_KIND = {
    Kind.UNRESOLVED: "Is this '{old}' ours, or does somebody else's code own the name?",
    Kind.CALLERS_UNSEEN: "Does anybody outside this file use the name '{old}'?",
    Kind.BOUNDARY: "Who writes or reads '{old}' outside this repository, and can they follow?",
    Kind.TWIN: "Do '{old}' and '{new}' mean the same here, so that only '{new}' remains?",
    Kind.NO_CHECKER: "Do all these places mean the same '{old}'? No type checker was there to say so.",
    Kind.REQUIRES: "Shall '{old}' become '{new}' here although its other half does not?",
    Kind.POSTPONED: "It was left for later: shall '{old}' become '{new}' now?",
}
_BY_REASON = {
    Reason.UNRESOLVED: "Is this '{old}' ours, and what shall it be called?",
    Reason.CONFLICT: "'{new}' is taken here already: which of the two gets another name?",
    Reason.HELD_BY: "It cannot move before what holds it: can that be made to move, or does this stay?",
    Reason.UNPARSABLE: "The file does not parse: can it be mended? Then plan again.",
    Reason.QUESTION: "What becomes of the two names here?",
    Reason.LOW_CONFIDENCE: "Shall '{old}' become '{new}' here?",
}


def about_group(evidence: Sequence[Evidence], old: str, new: str) -> str:
    """The question about a group: its strongest doubt, else whether it shall move."""
    doubts = sorted((piece.kind.weight, piece.kind.slug, piece.kind) for piece in evidence if piece.kind in _BY_KIND)
    text = _BY_KIND[doubts[0][2]] if doubts else _BY_REASON[Reason.LOW_CONFIDENCE]
    return text.format(old=old, new=new)


def about_reason(reason: Reason, old: str, new: str) -> str:
    """The question about references that have no group."""
    return _BY_REASON[reason].format(old=old, new=new or "its new name")


def needs_somebody(reason: Reason) -> bool:
    """Whether a reference that stays for this reason waits for an answer."""
    return reason in _BY_REASON
