"""`{k: v for k, v in given.items() if k in signature(f).parameters}`: functions that get what their parameters name."""

import re
from collections.abc import Iterator

LOOKS = re.compile(r"\b(?:signature|getfullargspec|getargspec)\(|\bco_varnames\b")
_NAMES = r"[\w.()]*\.(?:parameters|args|kwonlyargs|co_varnames)\b"
_HELD = re.compile(rf"\b(\w+)\s*(?::[^=\n]+)?=\s*[^\n]*?(?:{_NAMES}|\bgetfullargspec\(|\bgetargspec\()")
_ITEMS = re.compile(r"\bfor\s+(?P<name>\w+)\s*,\s*\w+\s+in\s+(?P<given>\w+)\.items\(\)")


def filtered_by_names(function: str) -> Iterator[str]:
    """The dictionaries of which a function's text picks what the parameters of another name, each perhaps repeatedly."""
    if not LOOKS.search(function):
        return
    held = "|".join(map(re.escape, sorted(set(_HELD.findall(function)))))
    names = rf"(?:{_NAMES}" + (rf"|(?<![\w.])(?:{held})\b)" if held else ")")
    for match in _ITEMS.finditer(function):
        if re.search(rf"\b{match['name']}\s+(?:not\s+)?in\s+(?:\w+\()?{names}", function):
            yield match["given"]
    for name in re.findall(rf"\bfor\s+(\w+)(?:\s*,\s*\w+)?\s+in\s+(?:\w+\()?{names}", function):
        asked = re.compile(rf"\b(\w+)(?:\[{name}\]|\.get\(\s*{name}\b)|\b{name}\s+(?:not\s+)?in\s+(\w+)\b(?![\w.(\[])")
        yield from (one or other for one, other in asked.findall(function))
