"""A decision: what somebody, or a proof, has answered about one reference or group."""

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What was answered."""

    FOREIGN = "foreign"
    KEEP_OLD = "keep-old"
    KEEP_NEW = "keep-new"
    KEEP_BOTH = "keep-both"
    ACCEPT = "accept"
    REJECT = "reject"
    LATER = "later"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """`reason` is why, `source` who or what says so; both are one line of text."""

    fingerprint: str
    answer: Answer
    reason: str
    source: str
