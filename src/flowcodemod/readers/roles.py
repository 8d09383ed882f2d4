"""Roles from a syntax tree: the query file says what each node is, this file asks it about one token after another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from tree_sitter import Node, QueryCursor

from flowcodemod.model.reference import Role
from flowcodemod.readers.shapes import is_pascal, is_screaming, role_of_string
from flowcodemod.readers.syntax import HOLES, Syntax
from flowcodemod.readers.trail import Place, Trail

Span = tuple[int, int]
Names = Mapping[int, Sequence[str]]

_ROLES = {role.value: role for role in Role}
_USES = frozenset({Role.FUNCTION, Role.COLUMN, Role.FIELD, Role.ATTRIBUTE, Role.VARIABLE})
_CONFIGURATION = frozenset({"json", "toml", "yaml"})
_DOLLAR = re.compile(r"\$\{?$")
_TEXT = re.compile("string|scalar|comment|text|heredoc|word|concatenation|key|regex")
_OWNERS = frozenset({"module", "class_definition"})
_DOCUMENTED = _OWNERS | {"function_definition"}


def roles(syntax: Syntax, spans: Sequence[Span]) -> Iterator[tuple[Role, str] | None]:
    """For each span, sorted, in code points: the role of the token there and the dotted scope it stands in.

    None for what only looks like one token, such as `session-id` in Python, which subtracts.
    """
    trail = Trail(syntax.tree)
    reader = _Reader(syntax)
    for span in spans:
        place = trail.place(*syntax.offsets.to_bytes(*span))
        torn = _is_torn(place, syntax.text[slice(*span)])
        yield None if torn else (reader.role(span, place), place.scope)


def _names(syntax: Syntax, place: Place) -> Names:
    """What the query calls the nodes of a place; what the first pattern of the file says comes first.

    Only these nodes are searched, and none in which the parser gave up: a query takes for ever in a tree that is deeper
    than 65,535, and long in a heap of thousands of tokens that make nothing.
    """
    *_, top = takewhile(lambda node: not node.is_error or node is place.leaf, place.nodes)
    cursor = QueryCursor(syntax.query)
    cursor.set_byte_range(place.start, place.start + 1)
    ranked: dict[int, list[tuple[int, str]]] = {}
    for rank, found in cursor.matches(top):
        for name, nodes in found.items():
            for node in nodes:
                ranked.setdefault(node.id, []).append((rank, name))
    return {node: [name for _, name in sorted(names)] for node, names in ranked.items()}


def _is_torn(place: Place, token: str) -> bool:
    """Whether a token is no single node of code, such as `session-id`, or half inside a hole, such as `"$session-id"`."""
    if not ("-" in token or " " in token) or not place.leaf.child_count or place.leaf.has_error:
        return False
    if any(
        child.type in HOLES and child.start_byte < place.end and child.end_byte > place.start
        for child in place.leaf.children
    ):
        return True
    for node in place.nodes:
        if node.type in HOLES or _TEXT.search(node.type):
            return node.type in HOLES
    return True


class _Reader:
    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._names: tuple[int, Names] = (-1, {})
        self._last: tuple[int, str, Role] | None = None

    def role(self, span: Span, place: Place) -> Role:
        """What the nodes around a token say, from the inside out: a role, or that it stands in a string, and where."""
        if self._names[0] != place.leaf.id:  # a long string or comment holds many tokens
            self._names = (place.leaf.id, _names(self._syntax, place))
        names = self._names[1]
        token = self._syntax.text[slice(*span)]
        string: Node | None = None
        region = ""
        for around, node in enumerate(place.nodes, 1):
            called = names.get(node.id, ())
            role = next((_ROLES[name] for name in called if name in _ROLES), None)
            if role and string is None:
                return _as_used(role, token)
            if "alone" in called and _is_docstring(node, place.nodes[around:]):
                return Role.DOCSTRING
            if "string" in called:
                string = node
            if string is not None:
                region = next((name.removeprefix("within.") for name in called if name.startswith("within.")), "")
            if region or "code" in called or (string is not None and string is not node and "apart" in called):
                break
        return self._in_code(token) if string is None else self._in_string(string, region, span)

    def _in_code(self, token: str) -> Role:
        if self._syntax.grammar.name == "shell" and is_screaming(token):
            return Role.ENVIRONMENT
        return _as_used(Role.VARIABLE, token)

    def _in_string(self, string: Node, region: str, span: Span) -> Role:
        text, start, token = self._syntax.text, span[0], self._syntax.text[slice(*span)]
        if text[max(0, start - 2) : start] == "--":
            return Role.ARGUMENT
        if region == "annotation":
            return _as_used(Role.VARIABLE, token)
        if region in ("section", "item"):  # a name under `environment:`, or `NAME=value` in a list there
            named = self._syntax.content_of(string).partition("=")[0].strip() == token
            region = "environment" if named and is_screaming(token) else "name" * (region == "section")
        role = self._shape(string, region)
        return Role.ENVIRONMENT if role is not Role.SQL and self._is_environment(start, token) else role

    def _shape(self, string: Node, region: str) -> Role:
        """The role of a string, worked out once for all tokens in it."""
        if self._last is None or self._last[:2] != (string.id, region):
            self._last = (string.id, region, role_of_string(self._syntax.content_of(string), region))
        return self._last[2]

    def _is_environment(self, start: int, token: str) -> bool:
        """Any SCREAMING name in a shell script; `$NAME` and `${NAME}` in configuration."""
        name = self._syntax.grammar.name
        if name == "shell":
            return is_screaming(token)
        before = self._syntax.text[max(0, start - 2) : start]
        return name in _CONFIGURATION and is_screaming(token) and bool(_DOLLAR.search(before))


def _is_docstring(string: Node, around: Sequence[Node]) -> bool:
    """Whether a statement, the first of `around`, comes first in its module, class or function or after an attribute."""
    owner = around[1 + (around[1].type == "block")]
    before = around[0].prev_named_sibling
    while before is not None and before.type == "comment":
        before = before.prev_named_sibling
    if before is None:
        return owner.type in _DOCUMENTED
    return string.type == "string" and _is_attribute(before, owner)


def _is_attribute(statement: Node, owner: Node) -> bool:
    """Whether a statement binds an attribute: one of a module or a class, its owner, or one of `self`."""
    bound = statement.named_child(0) if statement.type == "expression_statement" else None
    if bound is None or bound.type != "assignment":
        return False
    target = bound.child_by_field_name("left")
    return owner.type in _OWNERS or (target is not None and (target.text or b"").startswith(b"self."))


def _as_used(role: Role, token: str) -> Role:
    """A PascalCase name is a class wherever it is used."""
    return Role.CLASS if role in _USES and is_pascal(token) else role
