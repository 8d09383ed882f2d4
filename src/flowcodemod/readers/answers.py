"""What an HTTP client reads of an answer: keys asked of `response.json()`, or of what a request has returned."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, enclosing, plain_text, text_of

_READS = frozenset({"get", "pop"})
_DECODES = frozenset({"json", "get_json"})
_ANSWERED = re.compile(r"resp|\.(?:content|text|body)\b")
_ASKS = re.compile(
    r"(?:^|_)(?:requests?|post|put|patch|fetch|urlopen)(?:_|$)|(?:^|_)(?:get|load|check|parse|decode|read)_json$"
)
_CALLED_SO = re.compile(r"(?:\w+_)?(?:response|resp)(?:_(?:data|json|body))?$")
_STEPS = 2
_BINDS = frozenset({"assignment", "for_statement", "for_in_clause"})
_WRAPS = frozenset({"await", "parenthesized_expression", "boolean_operator"})


def is_answer(syntax: Syntax, start: int, end: int) -> bool:
    """Whether the key at a span of code points is asked of an answer to a request of the same function."""
    string = enclosing(syntax.node_at(start, end), "string", "block", "module")
    asked = _asked(string) if string is not None and string.type == "string" and plain_text(string) else None
    return asked is not None and _is_of_answer(asked)


def _asked(string: Node) -> Node | None:
    """What a key is asked of: `x["key"]`, `x.get("key")`, `"key" in x`."""
    holder = string.parent
    if holder is None:
        return None
    if holder.type == "subscript" and holder.child_by_field_name("value") != string:
        target = holder.parent
        written = target is not None and target.type == "assignment" and target.child_by_field_name("left") == holder
        return None if written else holder.child_by_field_name("value")
    if holder.type == "comparison_operator" and holder.named_children[0] == string:
        return holder.named_children[-1]
    call = holder.parent if holder.type == "argument_list" and holder.named_children[0] == string else None
    return _receiver(call) if call is not None and _called(call) in _READS else None


def _is_of_answer(node: Node, steps: int = _STEPS) -> bool:
    """Whether an expression is an answer or a part of one; a name is what the function around has last made it."""
    node = _root(node)
    if node.type == "call":
        decoded = _called(node) == "loads" and _ANSWERED.search(text_of(node)) is not None
        return decoded or _called(node) in _DECODES or _ASKS.search(_called(node)) is not None
    if node.type != "identifier":
        return False
    if _CALLED_SO.fullmatch(text_of(node)):
        return True
    return steps > 0 and any(_is_of_answer(value, steps - 1) for value in _values(node))


def _root(node: Node) -> Node:
    """What a chain of keys, items and wrappers starts at."""
    while True:
        inner: Node | None = None
        if node.type in _WRAPS:
            inner = node.named_children[0]
        elif node.type == "subscript":
            inner = node.child_by_field_name("value")
        elif node.type == "call" and _called(node) in _READS:
            inner = _receiver(node)
        if inner is None:
            return node
        node = inner


def _values(name: Node) -> Iterator[Node]:
    """What the function around assigns to a name, or goes through with it: `for run in runs`."""
    function = enclosing(name, "function_definition")
    waiting = [function] if function is not None else []
    while waiting:
        node = waiting.pop()
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if node.type in _BINDS and left is not None and right is not None and left.text == name.text:
            yield right
        waiting += node.named_children


def _receiver(call: Node) -> Node | None:
    function = call.child_by_field_name("function")
    return function.child_by_field_name("object") if function is not None else None


def _called(call: Node) -> str:
    """The last identifier of what is called."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "attribute":
        function = function.child_by_field_name("attribute")
    return text_of(function) if function is not None else ""
