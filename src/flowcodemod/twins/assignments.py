"""Two assignments side by side, to both names of one object: `x.session_id = v`, `d["flow_id"] = v`."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.model.twin import Twin
from flowcodemod.readers.syntax import enclosing, plain_text, text_of
from flowcodemod.twins.code import Code, key, statement_of

_ANEW = frozenset({"call", "await", "yield", "named_expression"})


def find(code: Code) -> Iterator[Twin]:
    """The twins among assignments of one block."""
    for reference, site, new in code.references():
        subscript = site.kind is SiteKind.STRING and site.use is StringUse.SUBSCRIPT
        if not site.binds or not (subscript or site.kind is SiteKind.ATTRIBUTE):
            continue
        target = enclosing(code.node(reference), "subscript" if subscript else "attribute")
        other = beside(target, new) if target is not None else None
        if target is not None and other is not None:
            yield _twin(code, reference, target, other)


def beside(target: Node, new: str) -> Node | None:
    """The assignment to the other name of the same object in the same block."""
    block = statement_of(target).parent
    wanted = (_object(target), new)
    for sibling in block.named_children if block is not None else ():
        assignment = sibling.named_children[0] if sibling.type == "expression_statement" else None
        left = assignment.child_by_field_name("left") if assignment is not None else None
        if left is not None and left.type == target.type and (_object(left), _name(left)) == wanted:
            return assignment
    return None


def _object(target: Node) -> str:
    found = target.child_by_field_name("object" if target.type == "attribute" else "value")
    return text_of(found) if found is not None else ""


def _name(target: Node) -> str:
    found = target.child_by_field_name("attribute" if target.type == "attribute" else "subscript")
    if found is None:
        return ""
    return text_of(found) if target.type == "attribute" else plain_text(found)


def _twin(code: Code, reference: Reference, target: Node, other: Node) -> Twin:
    path, one = reference.path, target.parent
    if one is None or one.type != "assignment" or other.type != "assignment":
        return Twin((key(reference),), question="one of the two is changed in place")
    values = [side.child_by_field_name("right") for side in (one, other)]
    if values[0] is None or values[1] is None:
        return Twin((key(reference),), question="one of the two is only declared")
    pair = (code.span(path, values[0]), code.span(path, values[1]))
    question = "two values that are made anew each time" if is_made_anew(values[0]) else ""
    edits, kept = code.without_statement(path, statement_of(target)), code.without_statement(path, statement_of(other))
    return Twin((key(reference),), edits, (pair,), kept, question)


def is_made_anew(node: Node) -> bool:
    """Whether evaluating an expression twice may give two values or have two effects."""
    return node.type in _ANEW or any(is_made_anew(child) for child in node.named_children)
