"""What annotations say a dict is: one that is written, handed over or returned, and one that a variable holds."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.readers.surrounding import call_of
from flowcodemod.readers.syntax import Syntax, enclosing, text_of

_THROUGH = frozenset(
    {"list", "tuple", "set", "parenthesized_expression", "conditional_expression", "list_comprehension"}
)


def annotation_of_display(display: Node) -> Node | None:
    """The annotation of the variable that a dict display is assigned to, or of the function that returns it."""
    node = _outermost(display)
    parent = node.parent
    if parent is not None and parent.type == "assignment" and parent.child_by_field_name("right") == node:
        return parent.child_by_field_name("type")
    if parent is not None and parent.type == "return_statement":
        function = enclosing(parent, "function_definition", "lambda")
        return function.child_by_field_name("return_type") if function is not None else None
    return None


def taker_of_display(display: Node) -> tuple[Node, int | str] | None:
    """The last name of the callee that takes a dict display, and the position or keyword of the argument."""
    node = _outermost(display)
    holder = node.parent if node.parent is not None and node.parent.type == "keyword_argument" else node
    call, argument = call_of(node, holder.parent if holder is node and holder.parent is not None else holder)
    function = call.child_by_field_name("function") if call is not None else None
    if function is not None and function.type == "attribute":
        function = function.child_by_field_name("attribute")
    return (function, argument) if function is not None and function.type == "identifier" else None


def annotation_of_name(at: Node, name: str) -> Node | None:
    """The annotation of a parameter or variable, in the innermost function around a node that gives it one."""
    function = enclosing(at, "function_definition", "module")
    while function is not None:
        found = next(_annotations(function, name), None)
        if found is not None or function.type == "module":
            return found
        function = enclosing(function.parent, "function_definition", "module")
    return None


def annotation_of_parameter(syntax: Syntax, start: int) -> Node | None:
    """The annotation of the parameter whose name starts at a code point."""
    holder = enclosing(syntax.node_at(start, start + 1), "typed_parameter", "typed_default_parameter", "parameters")
    return holder.child_by_field_name("type") if holder is not None else None


def _outermost(display: Node) -> Node:
    """The expression whose items or alternatives a display is among."""
    node = display
    while node.parent is not None and node.parent.type in _THROUGH:
        node = node.parent
    return node


def _annotations(function: Node, name: str) -> Iterator[Node]:
    waiting = list(function.named_children)
    while waiting:
        node = waiting.pop()
        if node.type in ("function_definition", "class_definition", "lambda"):
            continue
        target = node.child_by_field_name("left") if node.type == "assignment" else None
        if node.type in ("typed_parameter", "typed_default_parameter"):
            target = node.child_by_field_name("name") or node.named_children[0]
        annotation = node.child_by_field_name("type")
        if target is not None and annotation is not None and text_of(target) == name:
            yield annotation
        waiting += node.named_children
