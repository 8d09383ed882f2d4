"""Calls that hand names to somebody outside: to whoever watches the program, and to whoever takes its messages."""

import re

from flowcodemod.model.campaign import Boundary
from flowcodemod.model.site import Site

_CALLS = {
    Boundary.TELEMETRY: "set_attributes?|set_tags?|set_baggage|set_context|add_event|labels|add_metric|record_metric",
    Boundary.QUEUE: "publish|basic_publish|send_message|send_task|apply_async|enqueue|produce|xadd",
}
_EXTRA = re.compile(r"\bextra\s*=\s*$")


def handed_over(text: str, site: Site) -> Boundary | None:
    """The boundary that a string of a file crosses as an argument, or as a key of a dictionary that is one."""
    before = text[max(0, site.container - 200) : site.container] if site.container is not None else ""
    if _EXTRA.search(before):
        return Boundary.TELEMETRY
    for boundary, names in _CALLS.items():
        called = site.callee is not None and re.fullmatch(names, site.callee.text)
        if called or re.search(rf"\.(?:{names})\((?:[^()]*,)?\s*(?:\w+\s*=\s*)?$", before):
            return boundary
    return None
