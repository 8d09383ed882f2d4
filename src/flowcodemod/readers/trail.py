"""A walk through a syntax tree that goes from token to token: each node is stepped over once, whatever its depth."""

from tree_sitter import Node, Tree

SCOPES = frozenset(
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


class Trail:
    """The nodes from the root down to the smallest one that holds a span; spans must come in order.

    Asking a node for its parent costs a descent from the root, so a tree 100,000 levels deep is only walked downwards.
    """

    def __init__(self, tree: Tree) -> None:
        self._cursor = tree.walk()
        self._definitions: list[tuple[int, Node]] = []
        self.nodes: list[Node] = [tree.root_node]

    @property
    def leaf(self) -> Node:
        """The smallest node that holds the span."""
        return self.nodes[-1]

    @property
    def definitions(self) -> list[Node]:
        """The definitions around the span, from the outside in."""
        return [node for _, node in self._definitions]

    def move_to(self, start: int, end: int) -> None:
        """Go to the span `start`..`end` (bytes), which must not lie before the last one."""
        while len(self.nodes) > 1 and not _holds(self.leaf, start, end):
            if self.leaf.end_byte <= start and self._cursor.goto_next_sibling():
                self.nodes.pop()
                self._push()
            else:
                self._leave()
        while self._descend(start, end):
            pass

    def _descend(self, start: int, end: int) -> bool:
        """Step into the child that holds the span, if there is one."""
        if self._cursor.goto_first_child_for_byte(start) is None:
            return False
        self._push()
        if _holds(self.leaf, start, end):
            return True
        self._leave()
        return False

    def _push(self) -> None:
        node = self._cursor.node
        if node is None:
            raise AssertionError("a tree cursor always stands on a node")
        depth = len(self.nodes)
        self.nodes.append(node)
        while self._definitions and self._definitions[-1][0] >= depth:
            self._definitions.pop()
        if node.type in SCOPES:
            self._definitions.append((depth, node))

    def _leave(self) -> None:
        self._cursor.goto_parent()
        self.nodes.pop()
        while self._definitions and self._definitions[-1][0] >= len(self.nodes):
            self._definitions.pop()


def _holds(node: Node, start: int, end: int) -> bool:
    return node.start_byte <= start and end <= node.end_byte
