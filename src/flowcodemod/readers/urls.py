"""Absolute URLs in a text: the host and the path around a name."""

import re

_BEFORE = re.compile(r"\b(?:https?|wss?)://(?P<host>[^/\s\"'`<>(){}\[\]?#]+)(?P<path>[/?#][^\s\"'`<>()\[\]]*)$")
# Hosts that stand for any: of tests, of examples, of the machine itself.
_NOBODYS = re.compile(
    r"^(?:[^.]*|[\d.]+|\[.*\]|.*\b(?:localhost|example|test|invalid|local|internal|domain)(?:\.\w+)?)(?::\d+)?$",
    re.IGNORECASE,
)
_REACH = 300


def url_around(text: str, start: int) -> tuple[str, str]:
    """The host of the absolute URL that holds a code point, and its path so far, in lower letters.

    Two empty texts for no URL, a hole of one, or a host that is nobody's.
    """
    found = _BEFORE.search(text[max(0, start - _REACH) : start])
    if found is None or text[start - 1 : start] in "{<" or _NOBODYS.match(found["host"]):
        return "", ""
    return found["host"].lower(), found["path"].lower()
