"""Where a row comes from: from `row` back through loops, assignments and calls to the query that selects it."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from flowcodemod.readers.reaching import reaching
from flowcodemod.readers.syntax import text_of

Path = tuple[Node, ...]
"""The calls and attributes between what is asked and the query that it comes from, from the outermost inwards."""

EXECUTES = frozenset({"execute", "exec", "stream"})
_HANDS_ON = frozenset({"list", "tuple", "sorted", "reversed", "iter", "next", "anext", "enumerate", "dict"})
COLUMNS = frozenset({"c", "columns", "exported_columns"})
_VIEWS = COLUMNS | {"_mapping"}
_TAKES_OUT = frozenset({"get", "pop", "setdefault", "items", "keys"})
_INNER = {
    "subscript": "value",
    "named_expression": "value",
    "list_comprehension": "body",
    "generator_expression": "body",
}
_DEEPEST = 24


def row_origins(asked: Node, depth: int = 0) -> Iterator[Path]:
    """Every way from an expression back towards its query, as far as it can be followed."""
    own = (asked,) if asked.type in ("call", "attribute") else ()
    inner = _inner(asked) if depth < _DEEPEST else None
    values = _values(inner) if inner is not None else [None]
    for value in values:
        rests = row_origins(value, depth + 1) if value is not None else [()]
        yield from ((*own, *rest) for rest in rests)


def _values(inner: Node) -> Iterable[Node | None]:
    return (list(reaching(inner)) or [None]) if inner.type == "identifier" else [inner]


def called(step: Node) -> str:
    """The last name of a step: of what is called, or of the attribute."""
    function = step.child_by_field_name("function") if step.type == "call" else step
    name = function.child_by_field_name("attribute") if function is not None else None
    return text_of(name or function or step)


def first_argument(call: Node) -> Node | None:
    """What a call is given first, if that has no keyword."""
    given = call.child_by_field_name("arguments")
    first = next(iter(given.named_children), None) if given is not None else None
    return first if first is not None and first.type != "keyword_argument" else None


def _inner(node: Node) -> Node | None:
    """The expression that a row, or the query of it, is taken from; None for a query itself and for anything else."""
    if node.type == "identifier":
        return node
    if node.type in ("await", "parenthesized_expression"):
        return node.named_children[0] if node.named_children else None
    if node.type == "call":
        return _called_on(node)
    if node.type == "attribute":
        return node.child_by_field_name("object") if called(node) in _VIEWS else None
    if node.type == "subscript" and (node.child_by_field_name("subscript") or node).type == "string":
        return None
    return node.child_by_field_name(_INNER[node.type]) if node.type in _INNER else None


def _called_on(call: Node) -> Node | None:
    function, name = call.child_by_field_name("function"), called(call)
    if function is None or name in _TAKES_OUT:
        return None
    if function.type == "identifier":
        return first_argument(call) if name in _HANDS_ON else None
    return first_argument(call) if name in EXECUTES else function.child_by_field_name("object")
