"""Calls of HTTP clients in Python: `client.post("/runs", json={…})`."""

import re
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.readers.syntax import enclosing, text_of

_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_HOLES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Request:
    """A call by its method and URL; `argument`: the keyword that a node is the whole value of."""

    method: str
    url: str
    argument: str


def request_of(value: Node) -> Request | None:
    """The request whose argument a value is; None where it is another call's, or the URL is not written there."""
    keyword = value.parent
    if keyword is None or keyword.type != "keyword_argument":
        return None
    call = enclosing(keyword, "call")
    function = call.child_by_field_name("function") if call is not None else None
    arguments = call.child_by_field_name("arguments") if call is not None else None
    method = function.child_by_field_name("attribute") if function is not None else None
    name = keyword.child_by_field_name("name")
    if method is None or name is None or arguments is None or text_of(method) not in _METHODS:
        return None
    first = arguments.named_children[0]
    url = _url(first) if first.type == "string" else ""
    return Request(text_of(method), url, text_of(name)) if url else None


def _url(string: Node) -> str:
    """The text of a string, the holes of an f-string as `{}`."""
    text = text_of(string).lstrip("fFrRbBuU").strip("\"'")
    return _HOLES.sub("{}", text).partition("?")[0]
