"""Two functions, methods or properties of one scope, and two declarations that make the same: `Index`, constraints."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.model.twin import Span, Twin
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.syntax import enclosing, text_of
from flowcodemod.twins.code import Code, key

_DEFINITIONS = ("function_definition", "class_definition")
_DECLARING = frozenset({"Index", "UniqueConstraint", "CheckConstraint", "ForeignKeyConstraint", "PrimaryKeyConstraint"})


def find(code: Code) -> Iterator[Twin]:
    """The twins among definitions and table arguments."""
    for reference, site, new in code.references():
        if site.kind is SiteKind.DEFINITION:
            yield from _defined(code, reference, new)
        elif reference.role is Role.COLUMN and site.kind is SiteKind.STRING:
            yield from _declared(code, reference)


def _defined(code: Code, reference: Reference, new: str) -> Iterator[Twin]:
    node = code.node(reference)
    definition = node.parent if node is not None else None
    if definition is None or definition.type not in _DEFINITIONS:
        return
    whole = _decorated(definition)
    block = whole.parent
    for sibling in block.named_children if block is not None else ():
        inner = sibling.child_by_field_name("definition") if sibling.type == "decorated_definition" else sibling
        name = inner.child_by_field_name("name") if inner is not None and inner.type in _DEFINITIONS else None
        if inner is not None and name is not None and text_of(name) == new:
            yield _twin(code, reference, (whole, definition), (sibling, inner))
            return
    for sibling in block.named_children if block is not None else ():
        assignment = (
            sibling.named_children[0] if sibling.type == "expression_statement" and sibling.named_children else None
        )
        left = (
            assignment.child_by_field_name("left")
            if assignment is not None and assignment.type == "assignment"
            else None
        )
        if left is not None and text_of(left) == new:
            yield Twin((key(reference),), question=f"{new} is set in the same place")


def _decorated(definition: Node) -> Node:
    parent = definition.parent
    return parent if parent is not None and parent.type == "decorated_definition" else definition


def _twin(code: Code, reference: Reference, old: tuple[Node, Node], new: tuple[Node, Node]) -> Twin:
    """Equal definitions are one; an old one that only hands on to the new one goes."""
    path = reference.path
    edits = code.without_statement(path, old[0])
    if old[0].type == new[0].type and _hands_on(old[1], text_of(new[1].child_by_field_name("name") or new[1])):
        return Twin((key(reference),), edits)
    return Twin((key(reference),), edits, ((code.span(path, old[0]), code.span(path, new[0])),))


def _hands_on(definition: Node, new: str) -> bool:
    """Whether a definition does nothing but return the new one: `return self.flow_id`."""
    body = definition.child_by_field_name("body")
    statements = [one for one in body.named_children if one.type != "comment"] if body is not None else []
    if len(statements) != 1 or statements[0].type != "return_statement" or not statements[0].named_children:
        return False
    return text_of(statements[0].named_children[0]) == f"self.{new}"


def _declared(code: Code, reference: Reference) -> Iterator[Twin]:
    """`Index("ix_session_id", "session_id")` beside `Index("ix_flow_id", "flow_id")`."""
    syntax = code.syntax(reference.path)
    call = enclosing(code.node(reference), "call")
    if syntax is None or syntax.grammar is not PYTHON or call is None or call.parent is None:
        return
    function = call.child_by_field_name("function")
    if function is None or text_of(function).rpartition(".")[2] not in _DECLARING:
        return
    own = code.span(reference.path, call)
    if next(iter(code.inside(own))).start != reference.start:
        return  # the first reference of a call speaks for it
    for sibling in call.parent.named_children:
        other: Span = code.span(reference.path, sibling)
        if sibling != call and sibling.type == "call":
            edits = code.without_entry(reference.path, call)
            yield Twin((key(reference),), edits, clashes=((own, other),))
