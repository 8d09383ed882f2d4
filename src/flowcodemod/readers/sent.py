"""Whether the object that a key is written into is sent away: dumped as JSON, or the payload of a call."""

import re

from flowcodemod.model.site import Site, StringUse

_PAYLOAD = r"(?:\w+_)?(?:json|params|payload|body|query)(?:_\w+)?|\w+_data"
_HANDED = re.compile(rf"(?:\bdumps\(|\b(?:{_PAYLOAD})\s*=)\s*$")
_PICKED = re.compile(rf"\b(?:{_PAYLOAD})\s*=\s*[\w.]+\([^()]*$")
_BEFORE = 60
_REACH = 200


def is_sent(text: str, start: int, site: Site) -> bool:
    """Whether the display around a key, or the name that holds it, is handed to a dump or a call as its payload.

    So is what a call picks by that key: `query=pick(options, "name")`.
    """
    if site.use in (StringUse.ARGUMENT, StringUse.METHOD) and site.argument != 0:
        return _PICKED.search(text[max(0, start - _REACH) : start]) is not None
    names: set[str] = set()
    if site.use is StringUse.DICT_KEY and site.container is not None:
        before = text[max(0, site.container - _BEFORE) : site.container]
        if _is_argument(text, site.container) and _HANDED.search(before):
            return True
        assigned = re.search(r"^[ \t]*(\w+)(?:\s*:[^=\n]+)?\s*=\s*$", before, re.MULTILINE)
        names = {assigned[1]} if assigned else set()
    elif site.chain:
        names = {site.chain.partition("[")[0]}
    body = _function_around(text, start)
    return any(
        re.search(rf"(?:\bdumps\(|[(,]\s*(?:{_PAYLOAD})\s*=)\s*{re.escape(name)}\b", body) is not None
        for name in names
        if name.isidentifier()
    )


def _is_argument(text: str, start: int) -> bool:
    """Whether a display is an argument, and no value of a variable of its own."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return re.match(r"[ \t]*\w+(?:\s*:[^=\n]+)?\s*=\s*$", line) is None or _opens_call(text, start - len(line))


def _opens_call(text: str, line: int) -> bool:
    """Whether the line before ends inside a call."""
    return text[:line].rstrip().endswith(("(", ","))


def _function_around(text: str, start: int) -> str:
    headers = list(re.finditer(r"^([ \t]*)(?:async[ \t]+)?def[ \t]", text[:start], re.MULTILINE))
    if not headers:
        return text
    header = headers[-1]
    following = re.compile(rf"^[ \t]{{0,{len(header[1])}}}[^\s#)\]}}]", re.MULTILINE)
    stop = following.search(text, text.find("\n", header.end()))
    return text[header.start() : stop.start() if stop else len(text)]
