"""A walk through a syntax tree that goes from token to token: each node is stepped over once, whatever its depth."""

from dataclasses import dataclass

from tree_sitter import Node, Tree

from flowcodemod.readers.syntax import text_of

# How far out anything may say what a token is; sums of strings nest deeper than any place that lends them a role.
LEVELS = 48
_SCOPES = frozenset(
    {
        "class_definition",
        "function_definition",
        "abstract_class_declaration",
        "class_declaration",
        "function_declaration",
        "generator_function_declaration",
        "method_definition",
        "interface_declaration",
        "type_alias_declaration",
        "enum_declaration",
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span of bytes stands: the smallest node that holds it and those around it, at most LEVELS, inside out.

    `scope` is the dotted name of the definitions it stands in.
    """

    start: int
    end: int
    nodes: tuple[Node, ...]
    scope: str

    @property
    def leaf(self) -> Node:
        """The smallest node that holds the span."""
        return self.nodes[0]


class Trail:
    """The way from the root down to one span after another; spans must come in order.

    Asking a node for its parent costs a descent from the root, so a tree 100,000 levels deep is only walked downwards.
    """

    def __init__(self, tree: Tree) -> None:
        self._cursor = tree.walk()
        self._nodes: list[Node] = [tree.root_node]
        self._definitions: list[tuple[int, Node]] = []

    def place(self, start: int, end: int) -> Place:
        """Go to the span `start`..`end` (bytes), which must not lie before the last one."""
        while len(self._nodes) > 1 and not _holds(self._nodes[-1], start, end):
            sibling = self._step(start) if self._nodes[-1].end_byte <= start else None
            self._pop()
            if sibling is not None:
                self._push(sibling)
            else:
                self._cursor.goto_parent()
        while self._descend(start, end):
            pass
        return Place(start, end, tuple(reversed(self._nodes[-LEVELS:])), self._scope())

    def _descend(self, start: int, end: int) -> bool:
        """Step into the child that holds the span, if there is one."""
        if self._cursor.goto_first_child_for_byte(start) is None:
            return False
        self._push(self._here())
        if _holds(self._nodes[-1], start, end):
            return True
        self._cursor.goto_parent()
        self._pop()
        return False

    def _step(self, start: int) -> Node | None:
        """Step to the next sibling that does not end before a byte; None where the last one does."""
        while self._cursor.goto_next_sibling():
            node = self._here()
            if node.end_byte > start:
                return node
        return None

    def _here(self) -> Node:
        node = self._cursor.node
        if node is None:
            raise AssertionError("a tree cursor always stands on a node")
        return node

    def _push(self, node: Node) -> None:
        if node.type in _SCOPES:
            self._definitions.append((len(self._nodes), node))
        self._nodes.append(node)

    def _pop(self) -> None:
        self._nodes.pop()
        if self._definitions and self._definitions[-1][0] == len(self._nodes):
            self._definitions.pop()

    def _scope(self) -> str:
        names = (node.child_by_field_name("name") for _, node in self._definitions)
        return ".".join(text_of(name) for name in names if name is not None and name.id != self._nodes[-1].id)


def _holds(node: Node, start: int, end: int) -> bool:
    return node.start_byte <= start and end <= node.end_byte
