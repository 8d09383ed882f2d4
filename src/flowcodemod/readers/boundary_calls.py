"""Names that somebody outside hands to the program or takes from it: in requests, in messages, in what is watched."""

import re

from flowcodemod.model.campaign import Boundary
from flowcodemod.model.site import Site

_CALLS = {
    Boundary.TELEMETRY: "set_attributes?|set_tags?|set_baggage|set_context|add_event|labels|add_metric|record_metric"
    "|start_as_current_span|start_span",
    Boundary.QUEUE: "publish|basic_publish|send_message|send_task|apply_async|enqueue|produce|xadd",
}
_ASKED = re.compile(r"\brequest\.(?:GET|POST|args|form|values|query_params|cookies|COOKIES)(?:\.\w+)?$")
_EXTRA = re.compile(r"\bextra\s*=\s*$")
_OF_SPAN = re.compile(r"span\w*(?:\[[^\[\]]*\]|\(\))*\.attributes(?:\s*==\s*)?$")


def handed_over(text: str, site: Site) -> Boundary | None:
    """The boundary that a string crosses: as an argument, a key of one, or what a request or a span is asked for."""
    before = text[max(0, site.container - 200) : site.container] if site.container is not None else ""
    if _EXTRA.search(before) or _OF_SPAN.search(site.chain) or _OF_SPAN.search(before):
        return Boundary.TELEMETRY
    if _ASKED.search(site.chain):
        return Boundary.HTTP
    for boundary, names in _CALLS.items():
        called = site.callee is not None and re.fullmatch(names, site.callee.text)
        if called or re.search(rf"\.(?:{names})\((?:[^()]*,)?\s*(?:\w+\s*=\s*)?$", before):
            return boundary
    return None
