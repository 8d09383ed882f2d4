r"""Backslash escapes: `\nsession_id` is a newline and then `session_id`, whatever the language."""

import re

# Python, JSON, JavaScript and shell escapes, and the letters that mean a class or an anchor in regular expressions.
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{1,3}|[abfnrtvdDsSwWBAZ])")
_LONGEST = 10


def in_escape(text: str, index: int) -> bool:
    """Whether the sign at `index` belongs to an escape that starts before it."""
    slash = text.rfind("\\", max(0, index - _LONGEST), max(0, index))
    return slash >= 0 and _end(text, slash) > index


def after_escape(text: str, start: int) -> int:
    """Where a run of identifier signs that seems to start at `start` does start: behind an escape reaching into it."""
    return max(start, _end(text, start - 1)) if start and text[start - 1] == "\\" else start


def starts_name(text: str, start: int) -> bool:
    r"""Whether a word starts at `start` that is read as it stands: no letter before it, nor a lone backslash."""
    before = text[max(0, start - 1) : start]
    return before != "\\" and (not before.isalnum() or in_escape(text, start - 1))


def meets_escape(text: str, start: int, replacement: str) -> bool:
    r"""Whether a backslash before the token at `start` makes an escape of its first letter, or of the replacement's.

    `"C:\session_id"` renamed to `"C:\flow_id"` would hold a form feed: such a token is listed, but not safe to edit.
    """
    head = text[max(0, start - _LONGEST) : start]
    return any(in_escape(head + tail, len(head)) for tail in (text[start : start + _LONGEST], replacement))


def _end(text: str, slash: int) -> int:
    """The end of the escape whose backslash is at `slash`, or 0 when it is itself escaped or starts none."""
    first = slash
    while first > 0 and text[first - 1] == "\\":
        first -= 1
    match = _ESCAPE.match(text, slash) if (slash - first) % 2 == 0 else None
    return match.end() if match else 0
