"""Key and path patterns: what a string spells once every value in it is written `{}`, however it is put together."""

import re

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, text_of

_HOLES = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{[^{}]*\}|\$\{[^{}]*\}|<[^<>]*>")
_STRINGS = ("string", "concatenated_string", "template_string")


def normalised(text: str) -> str:
    """A pattern with every hole as `{}`: `import_session_{flow}`, `import_session_%s` -> `import_session_{}`."""
    return _HOLES.sub("{}", text)


def pattern_at(syntax: Syntax, start: int, end: int) -> str:
    """The pattern that the string at a span is part of: joined by `+`, `/`, `%` or as arguments of a path's `join`."""
    node: Node | None = syntax.node_at(start, end)
    string: Node | None = None
    while node is not None:
        string = node if node.type in _STRINGS else string
        node = node.parent
    if string is None:
        return normalised(syntax.text[start:end])
    return normalised(_joined(syntax, string))


def _joined(syntax: Syntax, string: Node) -> str:
    top = _path_call(string) or string
    parent = top.parent
    while parent is not None and parent.type == "binary_operator":
        top, parent = parent, parent.parent
    if top.type == "binary_operator":
        return _operands(syntax, top)
    parent = string.parent
    call = parent.parent if parent is not None and parent.type == "argument_list" else None
    function = call.child_by_field_name("function") if call is not None else None
    if parent is not None and function is not None and text_of(function).endswith(("path.join", "joinpath")):
        return "/".join(_piece(syntax, child) for child in parent.named_children).replace("//", "/")
    return syntax.content_of(string)


def _operands(syntax: Syntax, node: Node) -> str:
    """The pattern of `a + b`, `a / b` or `template % values`."""
    if node.type != "binary_operator":
        return _piece(syntax, node)
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    sign = text_of(operator) if operator is not None else ""
    if left is None or right is None or sign not in ("+", "/", "%"):
        return "{}"
    first = _operands(syntax, left)
    return first if sign == "%" else first + ("/" if sign == "/" else "") + _operands(syntax, right)


def _path_call(string: Node) -> Node | None:
    """The call of `Path("…")`, which stands for its string."""
    call = string.parent.parent if string.parent is not None and string.parent.type == "argument_list" else None
    function = call.child_by_field_name("function") if call is not None else None
    return call if function is not None and text_of(function).rpartition(".")[2] in ("Path", "PurePath") else None


def _piece(syntax: Syntax, node: Node) -> str:
    if node.type == "call":
        arguments = node.child_by_field_name("arguments")
        strings = [child for child in arguments.named_children if _path_call(child) == node] if arguments else []
        return _piece(syntax, strings[0]) if strings else "{}"
    return syntax.content_of(node) if node.type in _STRINGS else "{}"
