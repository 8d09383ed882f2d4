"""A field of a class as its file shows it: annotation, default, and the call that describes it, such as `Field(…)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, enclosing, text_of

PYDANTIC = re.compile(r"(?:pydantic\.)?Field$")
_LITERAL = re.compile(r"[rRuU]?(?P<quote>[\"'])(?P<value>[\w-]*)(?P=quote)$")


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
    """`name: annotation = default`; `arguments` are those of the call that describes it, None where none does.

    `annotation`: its text, '' where it has none; `annotation_end`: where it ends, else the name; `default`: the span of what
    is assigned; `is_field_call`: that is the call itself; `opening`: where its arguments start.
    """

    annotation: str
    annotation_end: int
    default: tuple[int, int] | None
    is_field_call: bool
    arguments: tuple[Argument, ...] | None
    opening: int | None = None


def model_field(syntax: Syntax, start: int, end: int, describes: re.Pattern[str] = PYDANTIC) -> ModelField | None:
    """The field whose name has this span of code points; None where nothing is assigned or annotated.

    `describes`: what matches the callee of a call that describes a field.
    """
    node = enclosing(syntax.node_at(start, end), "assignment")
    return _described_by(syntax, node, "right", end, describes) if node is not None else None


def parameter_field(syntax: Syntax, start: int, end: int, describes: re.Pattern[str]) -> ModelField | None:
    """The same of a parameter: `name: annotation = default`; None where the name is none that stands alone."""
    node = syntax.node_at(start, end).parent
    kinds = ("typed_parameter", "typed_default_parameter", "default_parameter")
    return _described_by(syntax, node, "value", end, describes) if node is not None and node.type in kinds else None


def _described_by(syntax: Syntax, node: Node, default: str, end: int, describes: re.Pattern[str]) -> ModelField:
    annotation, right = node.child_by_field_name("type"), node.child_by_field_name(default)
    called = right if right is not None and _is_described(right, describes) else None
    inner = next(_describing(annotation, describes), None) if annotation is not None else None
    described = called or inner
    index = syntax.offsets.to_index
    return ModelField(
        text_of(annotation) if annotation is not None else "",
        index(annotation.end_byte) if annotation is not None else end,
        (index(right.start_byte), index(right.end_byte)) if right is not None else None,
        called is not None,
        tuple(_arguments(syntax, described)) if described is not None else None,
        _opening(syntax, described) if described is not None else None,
    )


def _opening(syntax: Syntax, call: Node) -> int | None:
    listed = call.child_by_field_name("arguments")
    return syntax.offsets.to_index(listed.start_byte) + 1 if listed is not None else None


def _is_described(node: Node, describes: re.Pattern[str]) -> bool:
    function = node.child_by_field_name("function") if node.type == "call" else None
    return function is not None and describes.match(text_of(function)) is not None


def _describing(node: Node, describes: re.Pattern[str]) -> Iterator[Node]:
    for child in node.named_children:
        if _is_described(child, describes):
            yield child
        yield from _describing(child, describes)


def _arguments(syntax: Syntax, call: Node) -> Iterator[Argument]:
    listed = call.child_by_field_name("arguments")
    for child in listed.named_children if listed is not None else ():
        if child.type == "comment":
            continue
        name = child.child_by_field_name("name") if child.type == "keyword_argument" else None
        value = child.child_by_field_name("value") if name is not None else child
        span = (syntax.offsets.to_index(child.start_byte), syntax.offsets.to_index(child.end_byte))
        yield Argument(text_of(name) if name is not None else "", text_of(value) if value is not None else "", *span)
