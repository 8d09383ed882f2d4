"""Roles from a syntax tree: the query file says what each node is, this file asks it about one token after another."""

import re
from collections.abc import Iterator, Mapping, Sequence

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
# A few tokens are asked about one by one, because a query over everything in between costs more; very many in portions.
_PORTIONS = 500
# Below this depth they are always asked about one by one: queries take for ever where trees are deeper than 65,535.
_DEEP = 1000


def roles(syntax: Syntax, spans: Sequence[Span]) -> Iterator[tuple[Role, str] | None]:
    """For each span, sorted, in code points: the role of the token there and the dotted scope it stands in.

    None for what only looks like one token, such as `session-id` in Python, which subtracts.
    """
    trail = Trail(syntax.tree)
    reader = _Reader(syntax)
    step = 1 + len(spans) // _PORTIONS
    for first in range(0, len(spans), step):
        portion = spans[first : first + step]
        places = [trail.place(*syntax.offsets.to_bytes(*span)) for span in portion]
        deep = step == 1 or max(place.depth for place in places) > _DEEP
        names = {} if deep else _names(syntax, syntax.tree.root_node, (portion[0][0], portion[-1][1]))
        for span, place in zip(portion, places, strict=True):
            role = reader.role(span, place, _names(syntax, place.nodes[-1], span) if deep else names)
            yield None if role is None else (role, place.scope)


def _names(syntax: Syntax, top: Node, span: Span) -> Names:
    """What the query calls the nodes in and around a span; what the first pattern of the file says comes first."""
    cursor = QueryCursor(syntax.query)
    cursor.set_byte_range(*syntax.offsets.to_bytes(*span))
    ranked: dict[int, list[tuple[int, str]]] = {}
    for rank, found in cursor.matches(top):
        for name, nodes in found.items():
            for node in nodes:
                ranked.setdefault(node.id, []).append((rank, name))
    return {node: [name for _, name in sorted(names)] for node, names in ranked.items()}


class _Reader:
    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._last: tuple[int, str, Role] | None = None

    def role(self, span: Span, place: Place, names: Names) -> Role | None:
        """What the nodes around a token say, from the inside out: a role, or that it stands in a string, and where."""
        token = self._syntax.text[slice(*span)]
        string: Node | None = None
        region = ""
        for node in place.nodes:
            called = names.get(node.id, ())
            role = next((_ROLES[name] for name in called if name in _ROLES), None)
            if role is Role.DOCSTRING or (role and string is None):
                return _as_used(role, token)
            if "string" in called:
                string = node
            if string is not None:
                region = next((name.removeprefix("within.") for name in called if name.startswith("within.")), "")
            if region or "code" in called or (string is not None and string is not node and "apart" in called):
                break
        if string is None:
            return self._in_code(token, place.leaf)
        return None if self._is_torn(string, place.leaf, span) else self._in_string(string, region, span)

    def _in_code(self, token: str, leaf: Node) -> Role | None:
        if _is_joined(token) and leaf.child_count and not leaf.has_error:
            return None
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

    def _is_torn(self, string: Node, leaf: Node, span: Span) -> bool:
        """Whether a token is half inside a hole of its string, such as `"$session-id"` in a shell script."""
        if leaf.id != string.id or not _is_joined(self._syntax.text[slice(*span)]):
            return False
        start, end = self._syntax.offsets.to_bytes(*span)
        return any(child.type in HOLES and child.start_byte < end and child.end_byte > start for child in leaf.children)


def _is_joined(token: str) -> bool:
    """Whether a token holds signs that join words in texts, but not in code."""
    return "-" in token or " " in token


def _as_used(role: Role, token: str) -> Role:
    """A PascalCase name is a class wherever it is used."""
    return Role.CLASS if role in _USES and is_pascal(token) else role
