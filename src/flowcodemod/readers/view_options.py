"""Options of Django's generic views that stand in their bodies: what a page is and what it shows."""

import re

_NAMES_CONTEXT = re.compile(r"(?<!\w)(?:\w+_)?context(?:_object)?_name\s*(?::[^=\n]+)?=\s*[rRuU]?[\"']$")
_TEMPLATE = re.compile(r"(?<!\w)template_name\s*(?::[^=\n]+)?=\s*[\"'](?P<name>[^\"'\n]+)")
_NEAR = 80


def names_context(text: str, start: int) -> bool:
    """Whether the string whose content starts at a code point is the name under which a view shows its object."""
    return _NAMES_CONTEXT.search(text[max(0, start - _NEAR) : start]) is not None


def template_of(body: str) -> str:
    """The path of the template that a view says in its body; '' where it says none."""
    match = _TEMPLATE.search(body)
    return match["name"] if match else ""
