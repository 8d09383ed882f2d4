"""Comments as they stand in lines: which lines of a file are one comment."""

from flowcodemod.model.reference import Reference
from flowcodemod.model.source import line_around


def comment_around(text: str, reference: Reference, start: int, stop: int) -> tuple[int, int]:
    """As much of a span as is one comment: the lines around a reference that hold a comment's sign, without a gap."""
    first, last = reference.start, reference.end
    while first > start and is_beside_comment(text, first, first):
        first = text.rfind("\n", start, first)
        first = first if first >= 0 else start
    while last < stop and is_beside_comment(text, last, last):
        last = text.find("\n", last, stop) + 1 or stop
    return (first, last) if (first, last) != (reference.start, reference.end) else (start, stop)


def is_beside_comment(text: str, start: int, end: int) -> bool:
    """Whether the line of a span holds the sign of a comment."""
    line = line_around(text, start, end)
    return "#" in line or "//" in line
