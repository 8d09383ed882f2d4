"""A field of a Pydantic model as its file shows it: annotation, default, and the `Field(…)` that describes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, enclosing, text_of

_FIELD = re.compile(r"(?:pydantic\.)?Field$")
_LITERAL = re.compile(r"[rRuU]?(?P<quote>[\"'])(?P<value>\w*)(?P=quote)$")


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a call; `keyword` is empty for a positional one. Positions are code points."""

    keyword: str
    value: str
    start: int
    end: int

    @property
    def literal(self) -> str:
        """The name that the argument spells as a string; '' where it is anything else."""
        match = _LITERAL.match(self.value)
        return match["value"] if match else ""


@dataclass(frozen=True, slots=True)
class ModelField:
    """`name: annotation = default`; `arguments` are those of its `Field(…)`, None where it has none.

    `annotation`: its text; `annotation_end`: where it ends; `default`: the span of what is assigned, also a `Field(…)`.
    """

    annotation: str
    annotation_end: int
    default: tuple[int, int] | None
    is_field_call: bool
    arguments: tuple[Argument, ...] | None


def model_field(syntax: Syntax, start: int, end: int) -> ModelField | None:
    """The field whose name has this span of code points; None where it is not annotated."""
    node = enclosing(syntax.node_at(start, end), "assignment")
    annotation = node.child_by_field_name("type") if node is not None else None
    if node is None or annotation is None:
        return None
    right = node.child_by_field_name("right")
    called = right if right is not None and _is_field(right) else None
    described = called or next(_fields(annotation), None)
    index = syntax.offsets.to_index
    return ModelField(
        text_of(annotation),
        index(annotation.end_byte),
        (index(right.start_byte), index(right.end_byte)) if right is not None else None,
        called is not None,
        tuple(_arguments(syntax, described)) if described is not None else None,
    )


def _is_field(node: Node) -> bool:
    function = node.child_by_field_name("function") if node.type == "call" else None
    return function is not None and _FIELD.match(text_of(function)) is not None


def _fields(node: Node) -> Iterator[Node]:
    for child in node.named_children:
        if _is_field(child):
            yield child
        yield from _fields(child)


def _arguments(syntax: Syntax, call: Node) -> Iterator[Argument]:
    listed = call.child_by_field_name("arguments")
    for child in listed.named_children if listed is not None else ():
        if child.type == "comment":
            continue
        name = child.child_by_field_name("name") if child.type == "keyword_argument" else None
        value = child.child_by_field_name("value") if name is not None else child
        span = (syntax.offsets.to_index(child.start_byte), syntax.offsets.to_index(child.end_byte))
        yield Argument(text_of(name) if name is not None else "", text_of(value) if value is not None else "", *span)
