"""What a Python module binds at its top level or answers for by its `__getattr__`, and where each import comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.readers.import_statements import imports
from flowcodemod.readers.module_attributes import answered
from flowcodemod.readers.syntax import Syntax, text_of

_CLAUSES = {"elif_clause", "else_clause", "except_clause", "except_group_clause", "finally_clause", "case_clause"}
_BLOCKS = frozenset(
    {"if_statement", "try_statement", "with_statement", "for_statement", "while_statement", "match_statement"}
    | {"block", "decorated_definition"}
    | _CLAUSES
)
_WORD = re.compile(r"\w+(?=[\"'])")
_TARGETS = frozenset({"pattern_list", "tuple_pattern", "list_pattern"})


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a name is bound first, and for an import the leading dots, module and name it stands for."""

    start: int
    dots: int = 0
    module: str = ""
    name: str = ""

    @property
    def is_import(self) -> bool:
        """Whether an import binds the name."""
        return bool(self.dots or self.module)


def top_level(syntax: Syntax) -> dict[str, Bound]:
    """Name -> what binds it first at the top of a module; definitions win over imports, these over hooks."""
    bound: dict[str, Bound] = {}
    for name, start in _definitions(syntax.tree.root_node, syntax):
        bound.setdefault(name, Bound(start))
    for one in imports(syntax):
        for imported in one.names:
            local = imported.local
            if one.module is not None:
                bound.setdefault(local.text, Bound(local.start, one.dots, one.rest, imported.dotted))
            else:
                module = imported.dotted if imported.alias else local.text
                bound.setdefault(local.text, Bound(local.start, 0, module))
    for start in answered(syntax) if "__getattr__" in syntax.text else ():
        word = _WORD.match(syntax.text, start)
        if word is not None:
            bound.setdefault(word[0], Bound(start))
    return bound


def _definitions(block: Node, syntax: Syntax) -> Iterator[tuple[str, int]]:
    for node in block.named_children:
        name = node.child_by_field_name("name")
        if node.type in ("class_definition", "function_definition", "type_alias_statement") and name is not None:
            yield text_of(name), syntax.offsets.to_index(name.start_byte)
        elif node.type == "expression_statement":
            yield from _assigned(node.named_children[0] if node.named_children else None, syntax)
        elif node.type in _BLOCKS:
            yield from _definitions(node, syntax)


def _assigned(node: Node | None, syntax: Syntax) -> Iterator[tuple[str, int]]:
    while node is not None and node.type == "assignment":
        left = node.child_by_field_name("left")
        targets = left.named_children if left is not None and left.type in _TARGETS else [left]
        for target in targets:
            if target is not None and target.type == "identifier":
                yield text_of(target), syntax.offsets.to_index(target.start_byte)
        node = node.child_by_field_name("right")
