"""Names that a module's own `__getattr__` answers for (PEP 562): nothing binds them, and others import them."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, enclosing, text_of

_HOLDERS = frozenset({"comparison_operator", "case_pattern"})
_DISPLAYS = ("tuple", "list", "set", "dictionary")


def answered(syntax: Syntax) -> Iterator[int]:
    """Where the content of each string starts that the asked name is compared with, or looked up among."""
    function = _hook(syntax)
    if function is None:
        return
    tables = _tables(function)
    for node in _strings(syntax.tree.root_node):
        inside = enclosing(node, "function_definition") == function
        if (inside and _is_compared(node)) or (_table_of(node) in tables):
            content = next((child for child in node.named_children if child.type == "string_content"), None)
            if content is not None:
                yield syntax.offsets.to_index(content.start_byte)


def _hook(syntax: Syntax) -> Node | None:
    for node in syntax.tree.root_node.named_children:
        name = node.child_by_field_name("name")
        if node.type == "function_definition" and name is not None and text_of(name) == "__getattr__":
            return node
    return None


def _is_compared(node: Node) -> bool:
    """Whether a string is compared, alone or as an element of what `in` searches."""
    holder = node.parent
    if holder is not None and holder.type in _DISPLAYS:
        holder = holder.parent
    return holder is not None and holder.type in _HOLDERS


def _tables(function: Node) -> frozenset[str]:
    """The names of what the hook looks the asked name up in: `if name in _LAZY`, `_LAZY[name]`, `_LAZY.get(name)`."""
    parameters, body = function.child_by_field_name("parameters"), function.child_by_field_name("body")
    first = parameters.named_children[0] if parameters is not None and parameters.named_children else None
    asked = text_of(first).partition(":")[0].strip() if first is not None else ""
    return frozenset(_looked_up(body, asked)) if body is not None and asked else frozenset()


def _looked_up(body: Node, asked: str) -> Iterator[str]:
    for node in _descend(body):
        parts = [text_of(child) for child in node.named_children]
        if node.type in ("comparison_operator", "subscript") and asked in parts:
            yield from (part for part in parts if part != asked)
        elif node.type == "call" and parts[1:] and parts[1].strip("()").partition(",")[0] == asked:
            yield from (parts[0].removesuffix(".get"),) if parts[0].endswith(".get") else ()


def _table_of(node: Node) -> str:
    """The name of the display at the top of the module that a string is a key or an element of; '' where it is none."""
    holder = node.parent
    if holder is not None and holder.type == "pair" and holder.child_by_field_name("key") == node:
        holder = holder.parent
    statement = holder.parent if holder is not None and holder.type in _DISPLAYS else None
    target = statement.child_by_field_name("left") if statement is not None and statement.type == "assignment" else None
    return text_of(target) if target is not None else ""


def _strings(root: Node) -> Iterator[Node]:
    yield from (node for node in _descend(root) if node.type == "string")


def _descend(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.named_children
