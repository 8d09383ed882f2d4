"""Roles from a syntax tree: the query file says what each node is, this file asks it about one token after another."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tree_sitter import Node, QueryCursor

from flowcodemod.model.reference import Role
from flowcodemod.readers.shapes import is_pascal, is_screaming, role_of_string
from flowcodemod.readers.syntax import HOLES, Syntax, text_of
from flowcodemod.readers.trail import Trail

_ROLES = {role.value: role for role in Role}
_USES = frozenset({Role.FUNCTION, Role.COLUMN, Role.FIELD, Role.ATTRIBUTE, Role.VARIABLE})
_CONFIGURATION = frozenset({"json", "toml", "yaml"})
_VARIABLE = re.compile(r"\$\{?$")
# How far out a place may lend its role to a string inside it; long sums of strings are deeper than any real place.
_LEVELS = 40
# A file's captures are asked for in this many portions at most: few hits each on their own, many hits together.
_PORTIONS = 500


class Roles:
    """Says what tokens are, one after another. `spans`: all of them, in code points, sorted."""

    def __init__(self, syntax: Syntax, spans: Sequence[tuple[int, int]]) -> None:
        self._syntax = syntax
        self._trail = Trail(syntax.tree)
        self._portions = _portions(spans)
        self._until = -1
        self._names: dict[int, list[str]] = {}
        self._last: tuple[int, str, Role] | None = None

    def at(self, start: int, end: int) -> tuple[Role, str] | None:
        """The role of the token at a span and the dotted scope it stands in; None for what only looks like one token.

        Such as `session-id` in Python, which subtracts. Spans must come in order, and lie in those announced.
        """
        offsets = self._syntax.offsets
        while self._until < end:
            self._capture(*next(self._portions))
        self._trail.move_to(offsets.to_byte(start), offsets.to_byte(end))
        role = self._role(start, end)
        return None if role is None else (role, self._scope())

    def _capture(self, start: int, end: int) -> None:
        """Remember what the query calls the nodes of a portion; what the first pattern of the file says comes first."""
        to_byte = self._syntax.offsets.to_byte
        cursor = QueryCursor(self._syntax.query)
        cursor.set_byte_range(to_byte(start), to_byte(end))
        ranked: dict[int, list[tuple[int, str]]] = {}
        for rank, found in cursor.matches(self._syntax.tree.root_node):
            for name, nodes in found.items():
                for node in nodes:
                    ranked.setdefault(node.id, []).append((rank, name))
        self._names = {node: [name for _, name in sorted(names)] for node, names in ranked.items()}
        self._until = end

    def _role(self, start: int, end: int) -> Role | None:
        token = self._syntax.text[start:end]
        string: Node | None = None
        region = ""
        for node in islice(reversed(self._trail.nodes), _LEVELS):
            names = self._names.get(node.id, ())
            role = next((_ROLES[name] for name in names if name in _ROLES), None)
            if role is Role.DOCSTRING or (role and string is None):
                return _as_used(role, token)
            if "string" in names:
                string = node
            if string is not None:
                region = next((name.removeprefix("within.") for name in names if name.startswith("within.")), "")
            if region or "code" in names or (string is not None and string is not node and "apart" in names):
                break
        if string is None:
            return self._role_in_code(token)
        if self._is_torn(string, start, end):
            return None
        return self._role_in_string(string, region, start, end)

    def _role_in_code(self, token: str) -> Role | None:
        leaf = self._trail.leaf
        if ("-" in token or " " in token) and leaf.child_count and not leaf.has_error:
            return None
        if self._syntax.grammar.name == "shell" and is_screaming(token):
            return Role.ENVIRONMENT
        return _as_used(Role.VARIABLE, token)

    def _role_in_string(self, string: Node, region: str, start: int, end: int) -> Role:
        text, token = self._syntax.text, self._syntax.text[start:end]
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
        return name in _CONFIGURATION and is_screaming(token) and bool(_VARIABLE.search(before))

    def _is_torn(self, string: Node, start: int, end: int) -> bool:
        """Whether a token is half inside a hole of its string, such as `"$session-id"` in a shell script."""
        leaf, text = self._trail.leaf, self._syntax.text[start:end]
        if leaf.id != string.id or not ("-" in text or " " in text):
            return False
        first, last = self._syntax.offsets.to_byte(start), self._syntax.offsets.to_byte(end)
        return any(
            child.type in HOLES and child.start_byte < last and child.end_byte > first for child in leaf.children
        )

    def _scope(self) -> str:
        names = (node.child_by_field_name("name") for node in self._trail.definitions)
        return ".".join(text_of(name) for name in names if name is not None and name.id != self._trail.leaf.id)


def _portions(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    step = 1 + len(spans) // _PORTIONS
    for first in range(0, len(spans), step):
        portion = spans[first : first + step]
        yield portion[0][0], portion[-1][1]


def _as_used(role: Role, token: str) -> Role:
    """A PascalCase name is a class wherever it is used."""
    return Role.CLASS if role in _USES and is_pascal(token) else role
