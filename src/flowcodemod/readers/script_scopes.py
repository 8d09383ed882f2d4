"""The scopes of TypeScript and JavaScript, for the few names that matter: which function, block or type binds a name."""

from tree_sitter import Node

from flowcodemod.readers.scopes import MODULE, words
from flowcodemod.readers.syntax import Syntax, text_of

NAMES = frozenset(
    {"identifier", "type_identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"}
)
_FUNCTIONS = frozenset(
    {
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "generator_function",
        "arrow_function",
        "method_definition",
        "function_signature",
        "method_signature",
        "abstract_method_signature",
        "call_signature",
        "construct_signature",
        "function_type",
        "constructor_type",
        "class_static_block",
    }
)
_BLOCKS = _FUNCTIONS | {"statement_block", "for_statement", "for_in_statement", "switch_body", "catch_clause"}
_EXPRESSIONS = frozenset({"function_expression", "generator_function", "class"})
_DECLARED_AROUND = frozenset(
    {
        "function_declaration",
        "generator_function_declaration",
        "function_signature",
        "class_declaration",
        "abstract_class_declaration",
        "interface_declaration",
        "type_alias_declaration",
        "enum_declaration",
        "internal_module",
        "module",
    }
)
_PATTERNS = {
    "object_pattern": "",
    "array_pattern": "",
    "rest_pattern": "",
    "pair_pattern": "value",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
}
_IN_IMPORTS = frozenset({"import_clause", "namespace_import", "import_require_clause"})
_PARAMETERS = frozenset({"required_parameter", "optional_parameter", "formal_parameters"})


class ScriptScopes:
    """Resolves names of one file. Bindings are looked up only for the names asked about, and remembered.

    `sigil`: what a name may have before it that its declaration has not, as a store of Svelte has.
    """

    def __init__(self, syntax: Syntax, sigil: str = "") -> None:
        self._syntax = syntax
        self._sigil = sigil
        self._bound: dict[str, set[int]] = {}

    def binding(self, node: Node) -> int | None:
        """The code point where the scope that binds an identifier starts, MODULE, or None when no scope here does."""
        bound = self._scopes(text_of(node).removeprefix(self._sigil))
        scope = declaring_scope(node) or node.parent
        while scope is not None:
            if scope.id in bound:
                return MODULE if scope.parent is None else self._syntax.offsets.to_index(scope.start_byte)
            scope = scope.parent
        return None

    def _scopes(self, name: str) -> set[int]:
        """The nodes of the scopes that bind a name."""
        if name not in self._bound:
            found = set()
            for at in words(name, self._syntax.text, 0, len(self._syntax.text)):
                node = self._syntax.node_at(at, at + len(name))
                scope = declaring_scope(node) if node.type in NAMES else None
                if scope is not None:
                    found.add(scope.id)
            self._bound[name] = found
        return self._bound[name]


def declaring_scope(node: Node) -> Node | None:
    """The scope in which an identifier is declared by its very token; None where it declares nothing."""
    current, parent = node, node.parent
    while parent is not None and parent.type in _PATTERNS:
        field = _PATTERNS[parent.type]
        if field and parent.child_by_field_name(field) != current:
            return None
        current, parent = parent, parent.parent
    if parent is None:
        return None
    if parent.type == "variable_declarator":
        return _of_variable(parent, current)
    if parent.type in _PARAMETERS:
        return _around(parent, _FUNCTIONS) if parent.child_by_field_name("value") != current else None
    if parent.type == "arrow_function":
        return parent if parent.child_by_field_name("parameter") == current else None
    if parent.type == "for_in_statement":
        return parent if parent.child_by_field_name("left") == current and parent.child_by_field_name("kind") else None
    if parent.type == "import_specifier":
        alias = parent.child_by_field_name("alias")
        return _root(parent) if alias is None or alias == current else None
    return _root(parent) if parent.type in _IN_IMPORTS else _of_definition(parent, current)


def _of_variable(declarator: Node, pattern: Node) -> Node | None:
    if declarator.child_by_field_name("name") != pattern or declarator.parent is None:
        return None
    return _around(declarator, _BLOCKS if declarator.parent.type == "lexical_declaration" else _FUNCTIONS)


def _of_definition(parent: Node, name: Node) -> Node | None:
    """The scope of what a definition, a catch clause or a type declares."""
    if parent.type == "catch_clause":
        return parent if parent.child_by_field_name("parameter") == name else None
    if parent.type == "infer_type":
        return _around(parent, frozenset({"conditional_type"})) if parent.named_children[0] == name else None
    if parent.child_by_field_name("name") != name:
        return None
    if parent.type in _EXPRESSIONS or parent.type == "index_signature":
        return parent
    if parent.type in _DECLARED_AROUND:
        return _around(parent, _BLOCKS)
    if parent.type == "mapped_type_clause":
        return parent.parent
    return parent.parent.parent if parent.type == "type_parameter" and parent.parent is not None else None


def _around(node: Node, kinds: frozenset[str]) -> Node:
    """The nearest node of some kinds around a node, the whole text where there is none."""
    current = node
    while current.parent is not None:
        current = current.parent
        if current.type in kinds:
            return current
    return current


def _root(node: Node) -> Node:
    return _around(node, frozenset())
