"""What a name may hold where it is read: the nearest assignment that surely ran, and those in branches after it."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.readers.syntax import text_of

_COMPREHENSIONS = frozenset(
    {"list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"}
)
_FUNCTIONS = frozenset({"function_definition", "lambda"})
_OPAQUE = _FUNCTIONS | _COMPREHENSIONS | {"class_definition", "decorated_definition"}
_BLOCKS = frozenset({"block", "module"})
_BRANCHES = frozenset(
    {"boolean_operator", "if_statement", "for_statement", "while_statement", "try_statement", "match_statement"}
)
_BINDS = frozenset({"assignment", "augmented_assignment", "named_expression", "for_statement", "for_in_clause"})
_UNPACKS = frozenset({"pattern_list", "tuple_pattern", "list_pattern"})
Value = tuple[Node | None, bool]
"""What a name is given, None where nobody shows it, and whether that surely ran."""


def reaching(name: Node) -> Iterator[Node | None]:
    """The values that a name may be bound to where it stands, nearest first; None for one that nobody shows.

    What a loop or a comprehension runs over stands for each of its items.
    """
    said, node, above = text_of(name), name, name.parent
    while above is not None:
        if above.type in _FUNCTIONS and _takes(above, said):
            yield None
            return
        for value, sure in _bound(above, node, said):
            yield value
            if sure:
                return
        node, above = above, above.parent


def _bound(above: Node, node: Node, name: str) -> Iterator[Value]:
    """The values that what surrounds a node binds a name to before it, the nearest first."""
    if above.type in _COMPREHENSIONS:
        clauses = [one for one in above.named_children if one.type == "for_in_clause" and one != node]
        yield from (value for one in reversed(clauses) for value in _target(one, name))
    elif above.type == "for_statement" and node == above.child_by_field_name("body"):
        yield from _target(above, name)
    elif above.type == "with_statement":
        yield from _opened(above, name)
    elif above.type in _BLOCKS:
        earlier = [one for one in above.named_children if one.end_byte <= node.start_byte]
        yield from (value for one in reversed(earlier) for value in reversed(list(_assigned(one, name))))
    condition = above.child_by_field_name("left" if above.type == "boolean_operator" else "condition")
    if condition is not None and condition != node:
        yield from _assigned(condition, name)


def _assigned(node: Node, name: str, *, sure: bool = True) -> Iterator[Value]:
    """Every value that is assigned to a name in a node, functions, classes and comprehensions in it aside."""
    if node.type in _OPAQUE or name not in text_of(node):
        return
    sure = sure and node.type not in _BRANCHES
    yield from ((value, sure and certain) for value, certain in _target(node, name))
    for child in node.named_children:
        yield from _assigned(child, name, sure=sure)


def _target(node: Node, name: str) -> Iterator[Value]:
    """What a node itself gives a name: an assignment, or the items of a loop."""
    target = node.child_by_field_name("name" if node.type == "named_expression" else "left")
    value = node.child_by_field_name("value" if node.type == "named_expression" else "right")
    if node.type not in _BINDS or target is None or value is None:
        return
    if text_of(target) == name:
        yield (None if node.type == "augmented_assignment" else value), True
    elif name in _names(target):
        counted = text_of(value).startswith("enumerate(") and _names(target)[-1] == name
        yield (value if counted else None), True


def _names(target: Node) -> list[str]:
    """The names of an unpacking, `a, (b, c)`; none of anything else, which binds no name."""
    if target.type not in _UNPACKS:
        return []
    return [
        name for one in target.named_children for name in ([text_of(one)] if one.type == "identifier" else _names(one))
    ]


def _opened(statement: Node, name: str) -> Iterator[Value]:
    for clause in statement.named_children:
        for item in clause.named_children if clause.type == "with_clause" else ():
            value = item.child_by_field_name("value")
            if value is not None and value.type == "as_pattern" and text_of(value.named_children[-1]) == name:
                yield value.named_children[0], True


def _takes(function: Node, name: str) -> bool:
    parameters = function.child_by_field_name("parameters")
    return parameters is not None and any(_first_name(one) == name for one in parameters.named_children)


def _first_name(parameter: Node) -> str:
    while parameter.type != "identifier" and parameter.named_children:
        parameter = parameter.named_children[0]
    return text_of(parameter)
