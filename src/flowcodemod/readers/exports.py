"""`__all__`: which strings are entries of it."""

import re

_ALL = re.compile(r"(?<![\w.])__all__\s*(?::[^=\n]*)?(?:\+?=|\.(?:extend|append|remove)\()[^\n=]*$")
_REACH = 200


def exported(text: str) -> frozenset[str]:
    """The names in the displays of a module that become `__all__`."""
    displays = re.findall(r"(?<![\w.])__all__\s*(?::[^=\n]*)?(?:\+?=|\.extend\()\s*[\[(](?P<names>[^\])]*)", text)
    return frozenset(name for display in displays for name in re.findall(r"[\"'](\w+)[\"']", display))


def is_export(text: str, start: int, container: int | None) -> bool:
    """Whether a string at `start`, an element of the display at `container` (if any), is an entry of `__all__`."""
    opening = container if container is not None else start
    return _ALL.search(text[max(0, opening - _REACH) : opening]) is not None
