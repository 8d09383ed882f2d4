"""Python's scoping, for the few names that matter: which function, lambda, comprehension or class binds a name."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax

_COMPREHENSIONS = frozenset(
    {"list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"}
)
_SCOPES = frozenset({"function_definition", "lambda", "class_definition"}) | _COMPREHENSIONS
_PATTERNS = frozenset(
    {"pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "as_pattern_target", "tuple", "list"}
)
_PARAMETERS = frozenset({"default_parameter", "typed_default_parameter", "typed_parameter"})
_IMPORTS = frozenset({"import_statement", "import_from_statement", "aliased_import", "relative_import"})
MODULE = -1
_WORD = re.compile(r"\w")


class Scopes:
    """Resolves names of one file. Bindings are looked up only for the names asked about, and remembered."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._bound: dict[str, tuple[set[int], set[int], set[int]]] = {}

    def binding(self, node: Node) -> int | None:
        """The code point where the scope that binds an identifier starts, MODULE, or None when no scope here does."""
        return self.binding_of(_text(node), node)

    def binding_of(self, name: str, node: Node) -> int | None:
        """The same for any name, as if it stood in an identifier's place."""
        bound, outer, module_bound = self._facts(name)
        scope = _scope_of(node)
        first = True
        while scope is not None:
            if scope.id in outer and _declares(scope, name, "global_statement"):
                break
            visible = first or scope.type != "class_definition"
            if visible and scope.id in bound:
                return self._syntax.offsets.to_index(scope.start_byte)
            first = False
            scope = _scope_of(scope)
        return MODULE if module_bound else None

    def binds(self, node: Node) -> bool:
        """Whether an identifier is bound (assigned, looped over, imported, deleted …) where it stands."""
        return _is_binding(node)

    def is_name(self, node: Node) -> bool:
        """Whether an identifier is a plain name: no attribute, label of an argument, or what an import calls otherwise."""
        return _is_name(node)

    def names_in(self, name: str, start: int, end: int) -> bool:
        """Whether an identifier `name` is read or bound as a plain name between two code points."""
        for at in words(name, self._syntax.text, start, end):
            node = self._syntax.node_at(at, at + len(name))
            if node.type == "identifier" and _is_name(node):
                return True
        return False

    def _facts(self, name: str) -> tuple[set[int], set[int], set[int]]:
        """The scopes that bind a name, the scopes that declare it global or nonlocal, and whether the module binds it."""
        if name not in self._bound:
            bound: set[int] = set()
            outer: set[int] = set()
            module: set[int] = set()
            for at in words(name, self._syntax.text, 0, len(self._syntax.text)):
                node = self._syntax.node_at(at, at + len(name))
                if node.type == "identifier" and _is_name(node):
                    self._note(node, bound, outer, module)
            self._bound[name] = (bound - outer, outer, module)
        return self._bound[name]

    @staticmethod
    def _note(node: Node, bound: set[int], outer: set[int], module: set[int]) -> None:
        parent = node.parent
        scope = _scope_of(node)
        if parent is not None and parent.type in ("global_statement", "nonlocal_statement"):
            if scope is not None:
                outer.add(scope.id)
            if parent.type == "global_statement":
                module.add(0)
            return
        if not _is_binding(node):
            return
        if parent is not None and parent.type == "named_expression":
            while scope is not None and scope.type in _COMPREHENSIONS:
                scope = _scope_of(scope)
        if scope is None:
            module.add(0)
        else:
            bound.add(scope.id)


def words(name: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where a name stands as a whole word between two code points; one pattern for each name would cost more."""
    at = text.find(name, start, end)
    while at >= 0:
        after = at + len(name)
        if not _WORD.match(text[max(at - 1, start) : at]) and not _WORD.match(text[after : min(after + 1, end)]):
            yield at
        at = text.find(name, after, end)


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "surrogatepass")


def _declares(scope: Node, name: str, kind: str) -> bool:
    """Whether a scope says `global name` (or `nonlocal name`)."""
    stack = list(scope.children)
    while stack:
        node = stack.pop()
        if node.type == kind and any(_text(child) == name for child in node.named_children):
            return True
        if node.type not in _SCOPES:
            stack.extend(node.children)
    return False


def _scope_of(node: Node) -> Node | None:
    """The innermost scope an identifier (or a scope's own definition) is evaluated or bound in; None for the module."""
    current, parent = node, node.parent
    outside = False
    while parent is not None:
        if parent.type in _PARAMETERS:
            outside = any(parent.child_by_field_name(field) == current for field in ("value", "type"))
        elif parent.type == "for_in_clause":
            outside = _is_first_iterable(parent, current)
        if parent.type in _SCOPES:
            if not outside and not _evaluated_outside(parent, current):
                return parent
            outside = False
        current, parent = parent, parent.parent
    return None


def _evaluated_outside(scope: Node, child: Node) -> bool:
    """Whether a child of a scope node belongs to the scope around it: a definition's own name, its bases and so on."""
    if scope.type in _COMPREHENSIONS:
        return False
    fields = ("name", "superclasses", "return_type", "type_parameters") if scope.type != "lambda" else ()
    return any(scope.child_by_field_name(field) == child for field in fields)


def _is_first_iterable(clause: Node, child: Node) -> bool:
    """Whether a child of `for … in …` is what a comprehension goes through first: the scope around evaluates that."""
    comprehension = clause.parent
    if comprehension is None or child not in clause.children_by_field_name("right"):
        return False
    return next(one for one in comprehension.named_children if one.type == "for_in_clause") == clause


def _is_name(node: Node) -> bool:
    """Whether an identifier is a plain name, not an attribute or the label of an argument."""
    parent = node.parent
    if parent is None:
        return True
    if parent.type == "attribute":
        return parent.child_by_field_name("attribute") != node
    if parent.type in ("keyword_argument",):
        return parent.child_by_field_name("name") != node
    if parent.type == "keyword_pattern":
        return parent.named_children[0] != node
    if parent.type == "dotted_name" and parent.parent is not None and parent.parent.type in _IMPORTS:
        return _is_binding(node)
    return True


def _is_binding(node: Node) -> bool:
    current, parent = node, node.parent
    if parent is None:
        return False
    if parent.type in ("aliased_import",):
        return parent.child_by_field_name("alias") == node
    if parent.type == "dotted_name":
        return _binds_import(node, parent)
    while parent is not None and parent.type in _PATTERNS:
        current, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type in ("assignment", "augmented_assignment", "for_statement", "for_in_clause"):
        return parent.child_by_field_name("left") == current
    if parent.type in (
        "named_expression",
        "function_definition",
        "class_definition",
        "default_parameter",
        "typed_default_parameter",
    ):
        return parent.child_by_field_name("name") == current
    if parent.type in ("parameters", "lambda_parameters", "global_statement", "nonlocal_statement", "delete_statement"):
        return True
    if parent.type in ("typed_parameter", "list_splat_pattern", "dictionary_splat_pattern"):
        return bool(parent.named_children) and parent.named_children[0] == current
    if parent.type == "as_pattern":
        return parent.named_children[-1] == current
    return parent.type in ("case_pattern", "splat_pattern")


def _binds_import(node: Node, dotted: Node) -> bool:
    holder = dotted.parent
    if holder is None or holder.type == "aliased_import":
        return False
    if holder.type == "import_from_statement":
        return holder.child_by_field_name("module_name") != dotted
    if holder.type in ("case_pattern", "keyword_pattern"):
        return len(dotted.named_children) == 1
    return holder.type == "import_statement" and dotted.named_children[0] == node
