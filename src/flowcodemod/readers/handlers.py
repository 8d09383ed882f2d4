"""Handlers: functions that a decorator puts behind a path, and whether a URL leads to one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flowcodemod.readers.definitions import Definitions, Function

_ROUTE = re.compile(
    r"[\w.]+\.(?P<method>get|post|put|patch|delete|head|options|route|api_route|websocket)"
    r"\(\s*(?:path\s*=\s*|rule\s*=\s*)?[rR]?(?P<quote>[\"'])(?P<path>[^\"']*)(?P=quote)"
)
_HOLE = re.compile(r"[{<][^{}<>]*[}>]|\$\{[^{}]*\}|%s")
_ANY_METHOD = frozenset({"route", "api_route"})


@dataclass(frozen=True, slots=True)
class Handler:
    """A function behind a path; `method` is the decorator's, such as `get` or `route`."""

    function: Function
    method: str
    path: str

    def serves(self, url: str, method: str = "") -> bool:
        """Whether a URL without its query leads here, perhaps below a prefix; `method`: of the call, if it says one."""
        if method and method != self.method and self.method not in _ANY_METHOD:
            return False
        asked, own = _segments(url), _segments(self.path)
        if not own or len(own) > len(asked):
            return not own and not asked
        return all(one in ("{}", other) for one, other in zip(own, asked[-len(own) :], strict=True))


def handlers(known: Definitions) -> Iterator[Handler]:
    """The handlers of a file, one for each path that a decorator gives."""
    for function in known.functions.values():
        for decorator in function.decorators:
            match = _ROUTE.match(decorator)
            if match is not None:
                yield Handler(function, match["method"], match["path"])


def _segments(path: str) -> list[str]:
    return [part for part in _HOLE.sub("{}", path).split("/") if part]
