"""Expressions that say the same twice once both names are one: `a or b`, `a if a else b`, `if/elif`."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.model.twin import Twin
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.syntax import enclosing
from flowcodemod.twins.code import SIMPLE, Code, key

_PLACES = ("boolean_operator", "conditional_expression", "comparison_operator", "elif_clause", "if_statement")


def find(code: Code) -> Iterator[Twin]:
    """The twins inside expressions and branches."""
    for reference, _site, new in code.references():
        syntax = code.syntax(reference.path)
        if syntax is None or syntax.grammar is not PYTHON or new not in syntax.text:
            continue
        node = syntax.node_at(reference.start, reference.end)
        current: Node | None = node
        while current is not None and current.type not in (
            "block",
            "module",
            "function_definition",
            "class_definition",
        ):
            parent = current.parent
            if parent is not None and parent.type in _PLACES:
                yield from _place(code, reference, parent, current)
            current = parent


def _place(code: Code, reference: Reference, parent: Node, child: Node) -> Iterator[Twin]:
    if parent.type == "boolean_operator":
        yield from _operand(code, reference, parent, child)
    elif parent.type == "conditional_expression":
        yield from _conditional(code, reference, parent)
    elif parent.type == "comparison_operator" and len(parent.named_children) == 2:
        one, other = parent.named_children
        if one.type in SIMPLE and other.type in SIMPLE and "string" not in (one.type, other.type):
            pair = (code.span(reference.path, one), code.span(reference.path, other))
            question = "compares the old with the new, which would be itself"
            yield Twin((key(reference),), question=question, clashes=(pair,))
    elif parent.child_by_field_name("condition") == child:
        yield from _branch(code, reference, parent)


def _operand(code: Code, reference: Reference, operator: Node, child: Node) -> Iterator[Twin]:
    """`new or old` -> `new`, where the two are simple and next to each other."""
    left, right = operator.child_by_field_name("left"), operator.child_by_field_name("right")
    if left is None or right is None or child not in (left, right):
        return
    path = reference.path
    before = (
        left.child_by_field_name("right")
        if left.type == "boolean_operator" and _sign(left) == _sign(operator)
        else left
    )
    if before is None or not _is_name(before) or not _is_name(right):
        return
    one, other = code.span(path, before), code.span(path, right)
    edits = _without(code, path, (one[1], one[2]), (other[1], other[2]), first=child is not right and child == left)
    yield Twin((key(reference),), edits, clashes=((one, other),))


def _without(code: Code, path: str, one: tuple[int, int], other: tuple[int, int], *, first: bool) -> tuple[Edit, ...]:
    return (code.edit(path, one[0], other[0]),) if first else (code.edit(path, one[1], other[1]),)


def _sign(operator: Node) -> str:
    sign = operator.child_by_field_name("operator")
    return sign.type if sign is not None else ""


def _is_name(node: Node) -> bool:
    """Whether an expression is a name or a dotted name, which may be dropped without an effect."""
    while node.type in ("attribute", "parenthesized_expression"):
        inner = node.child_by_field_name("object") if node.type == "attribute" else node.named_children[0]
        if inner is None:
            return False
        node = inner
    return node.type == "identifier"


def _conditional(code: Code, reference: Reference, node: Node) -> Iterator[Twin]:
    """`new if new else old` -> `new`, where the condition has no effect of its own."""
    parts = [one for one in node.named_children if one.type != "comment"]
    if len(parts) != 3:
        return
    body, condition, otherwise = parts
    if not (_is_name(body) and _is_name(otherwise) and _is_pure(condition)):
        return
    path = reference.path
    spans = (code.span(path, body), code.span(path, otherwise))
    kept = next((one for one in spans if not list(code.inside(one))), spans[0])
    whole = code.span(path, node)
    edits = tuple(one for one in (code.edit(path, whole[1], kept[1]), code.edit(path, kept[2], whole[2])) if one.old)
    yield Twin((key(reference),), edits, clashes=(spans,))


def _is_pure(node: Node) -> bool:
    if node.type in ("not_operator", "comparison_operator", "parenthesized_expression"):
        return all(_is_pure(child) for child in node.named_children)
    return _is_name(node) or node.type in SIMPLE


def _branch(code: Code, reference: Reference, clause: Node) -> Iterator[Twin]:
    """Two branches of one `if` on the same condition: the second never runs; where both do the same, it goes."""
    statement = enclosing(clause, "if_statement")
    if statement is None:
        return
    branches = [
        statement,
        *(one for one in statement.children_by_field_name("alternative") if one.type == "elif_clause"),
    ]
    path = reference.path
    for other in branches:
        conditions = [one.child_by_field_name("condition") for one in (clause, other)]
        bodies = [one.child_by_field_name("consequence") for one in (clause, other)]
        if other == clause or None in conditions or None in bodies:
            continue
        first, second = sorted((clause, other), key=lambda one: one.start_byte)
        if second.type == "elif_clause" and first.type in ("if_statement", "elif_clause"):
            pair = tuple(code.span(path, one) for one in conditions if one is not None)
            texts = tuple(code.span(path, one) for one in bodies if one is not None)
            edits = _without_clause(code, path, second)
            yield Twin((key(reference),), edits, ((texts[0], texts[1]),), clashes=((pair[0], pair[1]),))


def _without_clause(code: Code, path: str, clause: Node) -> tuple[Edit, ...]:
    before = clause.prev_sibling
    start = code.span(path, before)[2] if before is not None else code.span(path, clause)[1]
    return (code.edit(path, start, code.span(path, clause)[2]),)
