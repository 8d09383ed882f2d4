"""Entries of one container: keywords of a call, keys of a mapping, elements, imported names, TypeScript members."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.model.twin import Span, Twin
from flowcodemod.readers.entries import entries
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.syntax import Syntax, enclosing, plain_text, text_of
from flowcodemod.twins.code import Code, key

_MAPPINGS = frozenset({"dictionary", "object", "flow_mapping", "inline_table", "argument_list"})
_LINES = frozenset({"block_mapping", "document", "table", "interface_body", "object_type", "class_body"})
_ELEMENTS = frozenset({"set", "list", "tuple", "array", "flow_sequence", "block_sequence"})
_JSX = frozenset({"jsx_opening_element", "jsx_self_closing_element"})
_IMPORTS = frozenset({"import_from_statement", "named_imports", "export_clause"})
_NAME_LISTS = re.compile(r"__(?:all|slots)__$")
# Calls whose strings all name things of one kind, so that naming one twice is naming it once.
_NAMING = frozenset(
    {
        "Index",
        "UniqueConstraint",
        "PrimaryKeyConstraint",
        "field_validator",
        "validator",
        "usefixtures",
        "load_only",
        "defer",
        "only",
        "values",
        "values_list",
        "order_by",
        "index_together",
        "unique_together",
        "attrgetter",
        "itemgetter",
    }
)


def find(code: Code) -> Iterator[Twin]:
    """The twins among the entries of one container."""
    for reference, _site, new in code.references():
        syntax = code.syntax(reference.path)
        if syntax is None or new not in syntax.text:
            continue
        found = list(entries(syntax, reference))
        other = next((entry for name, entry in found[1:] if name == new), None)
        if other is not None:
            yield from _twin(code, syntax, reference, (found[0][1], other))
        elif not found:
            yield from _argument(code, reference, new)


def _twin(code: Code, syntax: Syntax, reference: Reference, pair: tuple[Node, Node]) -> Iterator[Twin]:
    container = pair[0].parent.type if pair[0].parent is not None else ""
    python = syntax.grammar is PYTHON
    if container in _MAPPINGS or container in _LINES:
        yield _by_value(code, reference, pair, lines=container in _LINES)
    elif container in _JSX:
        yield _by_value(code, reference, pair, lines=False)
    elif container in _ELEMENTS:
        yield _element(code, reference, pair[0], python=python)
    elif container in _IMPORTS:
        edits = code.without_entry(reference.path, pair[0])
        yield Twin((key(reference),), edits, question="" if _same_source(pair) else "two imported names become one")
    elif container == "formal_parameters":
        yield Twin((key(reference),), question="both are parameters of one function, and its calls are not resolved")


def _by_value(code: Code, reference: Reference, pair: tuple[Node, Node], *, lines: bool) -> Twin:
    old, new = (_value(one) for one in pair)
    path = reference.path
    delete = code.without_line if lines else code.without_entry
    values: tuple[tuple[Span, Span], ...] = ()
    question = ""
    if old is not None and new is not None:
        values = ((code.span(path, old), code.span(path, new)),)
        if not _repeatable(old):
            question = "two values that are made anew each time"
    elif old is not new:
        question = "one of the two says more than the other"
    return Twin((key(reference),), delete(path, pair[0]), values, delete(path, pair[1]), question)


def _value(entry: Node) -> Node | None:
    """What an entry holds: the value of a pair or keyword, the type of a member, the name of a shorthand."""
    if entry.type.startswith("shorthand"):
        return entry
    for field in ("value", "type"):
        found = entry.child_by_field_name(field)
        if found is not None:
            return found
    pair = entry.type in ("pair", "jsx_attribute") and len(entry.named_children) > 1
    return entry.named_children[1] if pair else None


def _repeatable(value: Node) -> bool:
    """Whether evaluating a value twice gives the same: no call and no await in it."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if node.type in (
            "call",
            "call_expression",
            "new_expression",
            "await",
            "await_expression",
            "yield",
            "named_expression",
        ):
            return False
        waiting.extend(node.named_children)
    return True


def _element(code: Code, reference: Reference, entry: Node, *, python: bool) -> Twin:
    """Names in a display: dropped where only membership counts, else asked about, for the places may count."""
    container = entry.parent
    kind = container.type if container is not None else ""
    delete = code.without_line if kind == "block_sequence" else code.without_entry
    edits = delete(reference.path, entry)
    data = reference.path.endswith((".json", ".yaml", ".yml", ".toml"))
    alike = kind == "set" or (data and not python) or _lists_names(container)
    question = "" if alike else "both are elements of one sequence, whose places may count"
    return Twin((key(reference),), edits, question=question)


def _lists_names(container: Node | None) -> bool:
    """Whether a sequence is asked only for what it holds: `__all__`, `__slots__`, `x in (…)`, `for name in (…)`."""
    parent = container.parent if container is not None else None
    if container is None or parent is None:
        return False
    if parent.type == "comparison_operator":
        return (
            any(child.type in ("in", "not in") for child in parent.children) and parent.named_children[-1] == container
        )
    if parent.type == "for_statement":
        return parent.child_by_field_name("right") == container
    target = parent.child_by_field_name("left") if parent.type == "assignment" else None
    return target is not None and _NAME_LISTS.match(text_of(target)) is not None


def _same_source(pair: tuple[Node, Node]) -> bool:
    """Whether two imported names come from one module without another name of their own."""
    return pair[0].type == pair[1].type and pair[0].type in ("dotted_name", "import_specifier", "export_specifier")


def _argument(code: Code, reference: Reference, new: str) -> Iterator[Twin]:
    """`Index("ix", "session_id", "flow_id")`: two strings in one call."""
    string = enclosing(code.node(reference), "string")
    arguments = string.parent if string is not None else None
    if string is None or arguments is None or arguments.type != "argument_list" or plain_text(string) != reference.text:
        return
    if any(plain_text(one) == new for one in arguments.named_children):
        function = arguments.parent.child_by_field_name("function") if arguments.parent is not None else None
        name = text_of(function).rpartition(".")[2] if function is not None else ""
        question = "" if name in _NAMING else "both are arguments of one call: it may be about the migration"
        edits: tuple[Edit, ...] = code.without_entry(reference.path, string)
        yield Twin((key(reference),), edits, question=question)
