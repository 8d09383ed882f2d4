"""Where dicts are given their keys by keyword, and where they are splatted: `f(**{"name": …})`, `d = …` with `f(**d)`."""

import re
from collections import deque
from collections.abc import Iterator

from flowcodemod.model.site import Site, StringUse

_DICT = r"(?:\{|dict\(|[\w.]+(?:\[|\.(?:get|setdefault|pop)\()[\"'])"
_HOOK = r"\.hook\.(?P<hook>\w+)(?:\.call_\w+\([^()]*?kwargs=|\([^()]*?\*\*)\s*"
_REACH = 300
_SPLAT = r"(?P<callee>\w+)\((?:[^()]|\([^()]*\))*?\*\*\s*"


def updates_dict(text: str, site: Site) -> bool:
    """Whether a label is a keyword of `d.update(…)`, where the file gives `d` a dictionary or an item of one."""
    receiver, _, method = site.chain.rpartition(".")
    if method != "update" or not re.fullmatch(r"\w+(?:\.\w+)*", receiver):
        return False
    return re.search(rf"(?<![\w.]){re.escape(receiver)}(?:\s*:[^=\n]+)?\s*=\s*{_DICT}", text) is not None


def handed_beside(text: str, key: int, site: Site) -> Iterator[str]:
    """The capitalised names that stand beside a dictionary where the same function hands it on: `create(Model, values)`."""
    name = given_name(text, site)
    beside = re.compile(rf"\((?P<before>[^()]*?,\s*)?{re.escape(name)}\s*[,)]")
    for match in beside.finditer(text[: _end_of_function(text, key)], key) if name.isidentifier() else ():
        yield from re.findall(r"(?<![\w.=])[A-Z]\w*(?=\s*,)", match["before"] or "")


def hook_of(text: str, key: int, site: Site) -> str:
    """The plugin hook that a dictionary is handed to as its arguments, `hook.name.call_historic(kwargs=…)`; '' for none."""
    made, name = _made_at(site), given_name(text, site)
    direct = re.search(_HOOK + r"$", text[max(0, made - _REACH) : made]) if made is not None else None
    if direct is None and name.isidentifier():
        direct = re.search(_HOOK + rf"{re.escape(name)}\b", text[key : _end_of_function(text, key)])
    return direct["hook"] if direct else ""


def callees(text: str, key: int, site: Site) -> Iterator[int]:
    """Where the callees stand that the dict whose key starts at `key` is splatted into, in the same function."""
    made = _made_at(site)
    before = text[max(0, made - _REACH) : made] if made is not None else ""
    direct = re.search(_SPLAT + r"$", before)
    if made is not None and direct:
        yield made - len(before) + direct.start("callee")
        return
    name = given_name(text, site)
    if name.isidentifier():
        end = _end_of_function(text, key)
        for match in re.finditer(_SPLAT + rf"{re.escape(name)}\b", text[key:end]):
            yield key + match.start("callee")


def _made_at(site: Site) -> int | None:
    """Where a dictionary starts that a key is written in; None for a key that is put into one."""
    if site.chain == "dict" and site.callee is not None:
        return site.callee.start
    return site.container if site.use is StringUse.DICT_KEY else None


def given_name(text: str, site: Site) -> str:
    """The name that holds the dictionary of a key; '' where there is none."""
    made = _made_at(site)
    if made is not None:
        before = text[max(0, made - _REACH) : made]
        assigned = re.search(r"(?P<name>\w+)(?:(?:\s*:[^=\n]+)?\s*=|\.update\()\s*$", before)
        return assigned["name"] if assigned else ""
    if site.chain.endswith(".update"):
        return site.chain.removesuffix(".update")
    return site.chain if site.binds and site.chain.isidentifier() else ""


def _end_of_function(text: str, start: int) -> int:
    """Where the function around a position ends, by indentation: the next line that starts a definition to its left."""
    line = text.rfind("\n", 0, start) + 1
    headers = re.finditer(r"^([ \t]*)(?:async[ \t]+)?def[ \t]", text[:line], re.MULTILINE)
    header = next(iter(deque(headers, maxlen=1)), None)
    indent = len(header[1]) if header else 0
    following = re.compile(rf"^[ \t]{{0,{indent}}}[^\s#)\]}}]", re.MULTILINE).search(text, text.find("\n", start) + 1)
    return following.start() if following else len(text)
