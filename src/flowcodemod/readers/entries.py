"""The entries of the container that a reference names one of: what `entries` compares."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.readers.containers import kinds_of, name_of, unquoted
from flowcodemod.readers.syntax import Syntax

_OWN = frozenset({"parameters", "lambda_parameters", "block"})  # told apart by Python's own rules, elsewhere


def entries(syntax: Syntax, reference: Reference) -> Iterator[tuple[str, Node]]:
    """The entry that a reference names alone, then those beside it, each with its name; nothing when it names none."""
    token = syntax.node_at(reference.start, reference.end)
    node: Node | None = token
    while node is not None and node.parent is not None:
        kinds = None if node.parent.type in _OWN else kinds_of(node.parent)
        if kinds is not None:
            name = name_of(node, kinds)
            if (
                name is not None
                and name.start_byte <= token.start_byte < name.end_byte
                and unquoted(name) == reference.text
            ):
                yield unquoted(name), node
                for entry in node.parent.named_children:
                    other = name_of(entry, kinds)
                    if other is not None and entry != node:
                        yield unquoted(other), entry
            return
        node = node.parent
