"""References of a Python file -> Sites: what surrounds each token, as far as the file itself shows it."""

from collections.abc import Sequence

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Place, Site, SiteKind, StringUse
from flowcodemod.readers.scopes import Scopes
from flowcodemod.readers.surrounding import (
    call_of,
    class_of_member,
    function_of_parameter,
    has_another_name,
    imported_name,
    in_import,
    inside_function,
    is_target,
)
from flowcodemod.readers.syntax import Syntax, enclosing

_STRINGS = frozenset({"string", "concatenated_string"})
# What names an expression: a field of its node, or a named child.
_NAMED_BY: dict[str, tuple[str, int | None]] = {
    "attribute": ("attribute", None),
    "call": ("function", None),
    "subscript": ("value", None),
    "await": ("", -1),
    "parenthesized_expression": ("", 0),
    "dotted_name": ("", -1),
    "case_pattern": ("", 0),
}
_DEFINITIONS = frozenset({"function_definition", "class_definition"})


def sites(syntax: Syntax, references: Sequence[Reference]) -> tuple[Site, ...]:
    """One site for each reference of a Python file, in the same order."""
    scopes = Scopes(syntax)
    reader = _SiteReader(syntax, scopes)
    return tuple(reader.site(reference) for reference in references)


class _SiteReader:
    def __init__(self, syntax: Syntax, scopes: Scopes) -> None:
        self._syntax = syntax
        self._scopes = scopes

    def site(self, reference: Reference) -> Site:
        node = self._syntax.node_at(reference.start, reference.end)
        if node.type == "comment":
            return Site(SiteKind.TEXT)
        if node.type != "identifier":
            return self._string(node, reference)
        return self._identifier(node)

    def _identifier(self, node: Node) -> Site:
        parent = node.parent
        if parent is None:
            return Site(SiteKind.NAME)
        kind = parent.type
        if kind == "attribute" and parent.child_by_field_name("attribute") == node:
            return self._attribute(parent)
        if kind == "keyword_argument" and parent.child_by_field_name("name") == node:
            return self._label(parent)
        if kind == "keyword_pattern":
            return self._pattern_label(parent)
        if kind in _DEFINITIONS and parent.child_by_field_name("name") == node:
            return Site(SiteKind.DEFINITION, self._scopes.binding(node), binds=True, method_of=self._class_of(parent))
        if in_import(node):
            module = kind == "dotted_name" and not imported_name(parent)
            if not module and has_another_name(node):
                return Site(SiteKind.IMPORT)
            return Site(SiteKind.MODULE if module else SiteKind.IMPORT, self._scopes.binding(node), binds=True)
        function = function_of_parameter(node)
        if function is not None:
            return self._parameter(node, function)
        owner = class_of_member(node)
        if owner is not None:
            return Site(SiteKind.MEMBER, self._scopes.binding(node), binds=True, owner=self._name_of(owner))
        return Site(SiteKind.NAME, self._scopes.binding(node), binds=self._scopes.binds(node))

    def _attribute(self, attribute: Node) -> Site:
        target = attribute.child_by_field_name("object")
        parent = attribute.parent
        callee = attribute if parent is not None and parent.type == "call" else None
        binds = is_target(attribute)
        return Site(
            SiteKind.ATTRIBUTE,
            binds=binds,
            receiver=self._last_name(target),
            method_of=self._enclosing_class(attribute),
            chain=self._text(target),
            callee=self._last_name(callee),
        )

    def _label(self, argument: Node) -> Site:
        call = argument.parent.parent if argument.parent else None
        callee = call.child_by_field_name("function") if call is not None else None
        if call is not None and call.type == "class_definition":
            return Site(SiteKind.LABEL, chain="class")
        return Site(
            SiteKind.LABEL,
            callee=self._last_name(callee),
            chain=self._text(callee),
            method_of=self._enclosing_class(argument),
        )

    def _pattern_label(self, pattern: Node) -> Site:
        owner = pattern.parent
        while owner is not None and owner.type != "class_pattern":
            owner = owner.parent
        name = owner.named_children[0] if owner is not None else None
        return Site(SiteKind.LABEL, callee=self._last_name(name), chain=self._text(name), use=StringUse.COMPARISON)

    def _parameter(self, node: Node, function: Node) -> Site:
        return Site(
            SiteKind.PARAMETER,
            self._scopes.binding(node),
            binds=True,
            owner=self._name_of(function),
            method_of=self._class_of(function),
            closure=function.type == "lambda" or inside_function(function),
        )

    def _string(self, node: Node, reference: Reference) -> Site:
        string: Node | None = node
        while string is not None and string.type not in _STRINGS:
            string = string.parent
        if string is None:
            return Site(SiteKind.TEXT)
        while string.parent is not None and string.parent.type in ("concatenated_string", "parenthesized_expression"):
            string = string.parent
        parent = string.parent
        if parent is None or parent.type == "expression_statement":
            return Site(SiteKind.TEXT)
        whole = self._syntax.content_of(string) == reference.text
        return self._string_use(string, parent, whole=whole)

    def _string_use(self, string: Node, parent: Node, *, whole: bool) -> Site:
        kind = SiteKind.STRING
        if parent.type == "pair" and parent.child_by_field_name("key") == string:
            return Site(kind, use=StringUse.DICT_KEY, whole=whole, container=self._start(parent.parent))
        if parent.type == "subscript":
            value = parent.child_by_field_name("value")
            return Site(
                kind,
                binds=is_target(parent),
                use=StringUse.SUBSCRIPT,
                whole=whole,
                receiver=self._last_name(value),
                chain=self._text(value),
            )
        call, argument = call_of(string, parent)
        if call is not None:
            return self._call_argument(call, argument, whole=whole)
        if parent.type == "comparison_operator":
            return self._comparison(string, parent, whole=whole)
        if parent.type in ("tuple", "list", "set", "expression_list"):
            return Site(kind, use=StringUse.ELEMENT, whole=whole, container=self._start(parent))
        if parent.type == "type":
            return Site(kind, use=StringUse.ANNOTATION, whole=whole)
        use = (
            StringUse.VALUE
            if parent.type in ("assignment", "default_parameter", "return_statement")
            else StringUse.OTHER
        )
        return Site(kind, use=use, whole=whole)

    def _call_argument(self, call: Node, argument: int | str, *, whole: bool) -> Site:
        callee = call.child_by_field_name("function")
        method = callee is not None and callee.type == "attribute"
        target = callee.child_by_field_name("object") if method and callee is not None else None
        return Site(
            SiteKind.STRING,
            callee=self._last_name(callee),
            receiver=self._last_name(target),
            chain=self._text(target) if method else self._text(callee),
            use=StringUse.METHOD if method else StringUse.ARGUMENT,
            argument=argument,
            whole=whole,
        )

    def _comparison(self, string: Node, comparison: Node, *, whole: bool) -> Site:
        operators = {child.type for child in comparison.children if not child.is_named}
        names = [child for child in comparison.named_children if child != string]
        target = names[-1] if names else None
        member = bool(operators & {"in", "not in"} or {"not", "in"} <= operators)
        return Site(
            SiteKind.STRING,
            receiver=self._last_name(target),
            chain=self._text(target),
            use=StringUse.MEMBERSHIP if member else StringUse.COMPARISON,
            whole=whole,
        )

    def _class_of(self, definition: Node) -> Place | None:
        """The class a function is defined in directly."""
        block = definition.parent
        if block is not None and block.type == "decorated_definition":
            block = block.parent
        owner = block.parent if block is not None else None
        return self._name_of(owner) if owner is not None and owner.type == "class_definition" else None

    def _enclosing_class(self, node: Node) -> Place | None:
        owner = enclosing(node.parent, "class_definition")
        return self._name_of(owner) if owner is not None else None

    def _name_of(self, definition: Node) -> Place | None:
        name = definition.child_by_field_name("name")
        return self._place(name) if name is not None else None

    def _last_name(self, node: Node | None) -> Place | None:
        """The identifier that names what an expression gives: `a.b.c` -> `c`, `f(x)` -> `f`, `d[k]` -> `d`."""
        while node is not None and node.type != "identifier":
            field, position = _NAMED_BY.get(node.type, ("", None))
            if field:
                node = node.child_by_field_name(field)
            else:
                node = node.named_children[position] if position is not None and node.named_children else None
        return self._place(node) if node is not None else None

    def _place(self, node: Node) -> Place:
        offsets = self._syntax.offsets
        return Place(self._text(node), offsets.to_index(node.start_byte), offsets.to_index(node.end_byte))

    def _start(self, node: Node | None) -> int | None:
        return None if node is None else self._syntax.offsets.to_index(node.start_byte)

    @staticmethod
    def _text(node: Node | None) -> str:
        return "" if node is None else (node.text or b"").decode("utf-8", "surrogatepass")
