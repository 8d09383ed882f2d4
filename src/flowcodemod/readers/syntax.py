"""Roles from a syntax tree: the query file says what each node is, this file asks it about one token after another."""

import re
from dataclasses import dataclass
from functools import cached_property

from tree_sitter import Node, Query, QueryCursor, Tree

from flowcodemod.model.reference import Role
from flowcodemod.readers.languages import Grammar, parser_and_query
from flowcodemod.readers.offsets import Offsets
from flowcodemod.readers.shapes import is_pascal, role_of_string

_ROLES = {role.value: role for role in Role}
_USES = frozenset({Role.FUNCTION, Role.ATTRIBUTE, Role.VARIABLE, Role.FIELD})
_SCREAMING = re.compile(r"[A-Z_][A-Z0-9_]*$")


@dataclass(frozen=True, slots=True)
class _Capture:
    rank: int
    name: str


class Syntax:
    """One parsed text. Nodes count UTF-8 bytes; every position that comes in or goes out is a code point."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.offsets = Offsets(text)
        parser, self._query = parser_and_query(grammar)
        self.data = text.encode("utf-8", "surrogatepass")
        self.tree: Tree = parser.parse(self.data)

    @cached_property
    def has_error(self) -> bool:
        """Whether some part of the text does not parse."""
        return self.tree.root_node.has_error

    def node_at(self, start: int, end: int) -> Node:
        """The smallest node that holds a span of code points."""
        found = self.tree.root_node.descendant_for_byte_range(self.offsets.to_byte(start), self.offsets.to_byte(end))
        return found or self.tree.root_node

    def scope_node(self, start: int) -> Node | None:
        """The outermost node but the module that starts at a code point."""
        node: Node | None = self.node_at(start, start + 1)
        byte = self.offsets.to_byte(start)
        found = None
        while node is not None and node.parent is not None:
            found = node if node.start_byte == byte else found
            node = node.parent
        return found

    def captures(self, start: int, end: int) -> dict[int, list[_Capture]]:
        """Node id -> what the query calls it, for nodes of matches that touch a span; the first pattern comes first."""
        return _captures(self._query, self.tree, self.offsets.to_byte(start), self.offsets.to_byte(end))

    def role(self, start: int, end: int) -> tuple[Role, str]:
        """The role of the token at a span, and the dotted scope it stands in."""
        named = self.captures(start, end)
        leaf = self.node_at(start, end)
        return self._climb(leaf, named, start, end), self.scope(leaf)

    def _climb(self, leaf: Node, named: dict[int, list[_Capture]], start: int, end: int) -> Role:
        token = self.text[start:end]
        node: Node | None = leaf
        string: Node | None = None
        while node is not None:
            names = [capture.name for capture in named.get(node.id, ())]
            if string is None:
                for name in names:
                    if name in _ROLES:
                        return _as_used(_ROLES[name], token)
            elif "docstring" in names:
                return Role.DOCSTRING
            if "string" in names:
                string = node
            elif "code" in names:
                break
            region = next((name.removeprefix("within.") for name in names if name.startswith("within.")), "")
            if region and string is not None:
                return role_of_string(self.content_of(string), region, token)
            node = node.parent
        if string is not None:
            return role_of_string(self.content_of(string), "", token)
        return _as_used(Role.VARIABLE, token)

    def content_of(self, string: Node) -> str:
        """The text of a string without its quotes, its holes as `{}`."""
        parts: list[str] = []
        _collect(string, parts)
        if not parts:
            text = _text(string)
            return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'`" else text
        return "".join(parts)

    def scope(self, node: Node) -> str:
        """The dotted names of the definitions around a node."""
        names: list[str] = []
        current = node.parent
        while current is not None:
            name = current.child_by_field_name("name") if current.type in _SCOPES else None
            if name is not None and name != node:
                names.append(_text(name))
            current = current.parent
        return ".".join(reversed(names))


_SCOPES = frozenset(
    {
        "class_definition",
        "function_definition",
        "class_declaration",
        "function_declaration",
        "method_definition",
        "interface_declaration",
        "type_alias_declaration",
        "enum_declaration",
    }
)
_CONTENT = frozenset({"string_content", "string_fragment", "template_chars", "escape_sequence"})
_HOLES = frozenset({"interpolation", "template_substitution", "expansion", "simple_expansion", "command_substitution"})


def _captures(query: Query, tree: Tree, start: int, end: int) -> dict[int, list[_Capture]]:
    cursor = QueryCursor(query)
    cursor.set_byte_range(start, end)
    named: dict[int, list[_Capture]] = {}
    for rank, found in cursor.matches(tree.root_node):
        for name, nodes in found.items():
            for node in nodes:
                named.setdefault(node.id, []).append(_Capture(rank, name))
    for captures in named.values():
        captures.sort(key=lambda capture: capture.rank)
    return named


def _collect(node: Node, parts: list[str]) -> None:
    if node.type in _CONTENT:
        parts.append(_text(node))
        return
    if node.type in _HOLES:
        parts.append("{}")
        return
    for child in node.children:
        _collect(child, parts)


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "surrogatepass")


def _as_used(role: Role, token: str) -> Role:
    return Role.CLASS if role in _USES and is_pascal(token) else role
