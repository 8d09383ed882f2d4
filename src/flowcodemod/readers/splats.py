"""Where dicts are given their keys by keyword, and where they are splatted: `f(**{"name": …})`, `d = …` with `f(**d)`."""

import re
from collections import deque
from collections.abc import Iterator

from flowcodemod.model.site import Site, StringUse

_DICT = r"(?:\{|dict\(|[\w.]+(?:\[|\.(?:get|setdefault|pop)\()[\"'])"
_SPLAT = r"(?P<callee>\w+)\((?:[^()]|\([^()]*\))*?\*\*\s*"


def updates_dict(text: str, site: Site) -> bool:
    """Whether a label is a keyword of `d.update(…)`, where the file gives `d` a dictionary or an item of one."""
    receiver, _, method = site.chain.rpartition(".")
    if method != "update" or not re.fullmatch(r"\w+(?:\.\w+)*", receiver):
        return False
    return re.search(rf"(?<![\w.]){re.escape(receiver)}(?:\s*:[^=\n]+)?\s*=\s*{_DICT}", text) is not None


def callees(text: str, key: int, site: Site) -> Iterator[int]:
    """Where the callees stand that the dict whose key starts at `key` is splatted into, in the same function."""
    made = site.callee.start if site.chain == "dict" and site.callee is not None else site.container
    if made is not None and (site.use is StringUse.DICT_KEY or site.chain == "dict"):
        before = text[max(0, made - 300) : made]
        direct = re.search(_SPLAT + r"$", before)
        if direct:
            yield max(0, made - 300) + direct.start("callee")
            return
        assigned = re.search(r"(?P<name>\w+)(?:(?:\s*:[^=\n]+)?\s*=|\.update\()\s*$", before)
        name = assigned["name"] if assigned else ""
    elif site.chain.endswith(".update"):
        name = site.chain.removesuffix(".update")
    else:
        name = site.chain if site.binds and site.chain.isidentifier() else ""
    if name.isidentifier():
        end = _end_of_function(text, key)
        for match in re.finditer(_SPLAT + rf"{re.escape(name)}\b", text[key:end]):
            yield key + match.start("callee")


def _end_of_function(text: str, start: int) -> int:
    """Where the function around a position ends, by indentation: the next line that starts a definition to its left."""
    line = text.rfind("\n", 0, start) + 1
    headers = re.finditer(r"^([ \t]*)(?:async[ \t]+)?def[ \t]", text[:line], re.MULTILINE)
    header = next(iter(deque(headers, maxlen=1)), None)
    indent = len(header[1]) if header else 0
    following = re.compile(rf"^[ \t]{{0,{indent}}}[^\s#)\]}}]", re.MULTILINE).search(text, text.find("\n", start) + 1)
    return following.start() if following else len(text)
