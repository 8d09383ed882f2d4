"""Whose object a member of a script is of, as far as the expression around it shows: an import, what it makes or renders."""

import re

from tree_sitter import Node

from flowcodemod.readers.syntax import text_of

_ELEMENTS = frozenset({"jsx_opening_element", "jsx_self_closing_element"})
_HOLDERS = frozenset({"object", "arguments", "pair", "object_pattern", "pair_pattern", "await_expression"})
_IMPORT = r"\bimport\s[^;\"']*?(?<![\w$]){}(?![\w$])(?!\s+as\b)[^;\"']*?\bfrom\s*[\"']([^\"'\n]+)"


def owner_of(node: Node) -> tuple[str, bool] | None:
    """The first identifier of what a member is asked of or given to, and whether that is an element or is constructed."""
    current, parent = node, node.parent
    while parent is not None and parent.type in _HOLDERS:
        current, parent = parent, parent.parent
    if parent is None:
        return None
    if parent.type == "member_expression" and current == node:
        return _root(parent.child_by_field_name("object"), constructs=False)
    if parent.type == "jsx_attribute" and parent.parent is not None and parent.parent.type in _ELEMENTS:
        return _root(parent.parent.child_by_field_name("name"), constructs=True)
    if parent.type == "new_expression":
        return _root(parent.child_by_field_name("constructor"), constructs=True)
    if parent.type == "call_expression":
        return _root(parent.child_by_field_name("function"), constructs=False)
    if parent.type == "variable_declarator" and current == parent.child_by_field_name("name"):
        return _root(parent.child_by_field_name("value"), constructs=False)
    return None


def imported_from(text: str, name: str) -> str:
    """The module from which a script imports a name; '' where it does not."""
    found = re.search(_IMPORT.format(re.escape(name)), text)
    return found[1] if found is not None else ""


def _root(node: Node | None, *, constructs: bool) -> tuple[str, bool] | None:
    """The identifier at the start of `a.b.c(…)`."""
    while node is not None and node.type in ("member_expression", "call_expression", "await_expression"):
        inner = node.child_by_field_name("object") or node.child_by_field_name("function")
        node = inner or (node.named_children[0] if node.named_children else None)
    return (text_of(node), constructs) if node is not None and node.type == "identifier" else None
