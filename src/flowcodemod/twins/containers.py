"""Containers of named entries, each with how its entries are named: what `entries` compares."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.readers.syntax import Syntax, text_of

_QUOTED = frozenset({"string", "double_quote_scalar", "single_quote_scalar", "quoted_key"})
# Kind of entry -> the field that names it: "" is the entry itself, "0" its first child.
_PAIRS = {
    "pair": "key",
    "pair_pattern": "key",
    "shorthand_property_identifier": "",
    "shorthand_property_identifier_pattern": "",
    "block_mapping_pair": "key",
    "flow_pair": "key",
}
_STRINGS = {"string": "", "flow_node": "", "block_sequence_item": "0"}
_IMPORTED = {"dotted_name": "", "aliased_import": "name", "import_specifier": "name", "export_specifier": "name"}
_PARAMETERS = {
    "required_parameter": "pattern",
    "optional_parameter": "pattern",
    "identifier": "",
    "assignment_pattern": "left",
}
_MEMBERS = {
    "property_signature": "name",
    "method_signature": "name",
    "method_definition": "name",
    "public_field_definition": "name",
    "field_definition": "property",
}
_TOML = {"pair": "0"}
_CONTAINERS = {
    "dictionary": _PAIRS,
    "object": _PAIRS,
    "object_pattern": _PAIRS,
    "block_mapping": _PAIRS,
    "flow_mapping": _PAIRS,
    "document": _TOML,
    "table": _TOML,
    "inline_table": _TOML,
    "argument_list": {"keyword_argument": "name"},
    "jsx_opening_element": {"jsx_attribute": "0"},
    "jsx_self_closing_element": {"jsx_attribute": "0"},
    "formal_parameters": _PARAMETERS,
    "list": _STRINGS,
    "tuple": _STRINGS,
    "set": _STRINGS,
    "array": _STRINGS,
    "flow_sequence": _STRINGS,
    "block_sequence": _STRINGS,
    "import_from_statement": _IMPORTED,
    "named_imports": _IMPORTED,
    "export_clause": _IMPORTED,
    "interface_body": _MEMBERS,
    "object_type": _MEMBERS,
    "class_body": _MEMBERS,
}


def entries(syntax: Syntax, reference: Reference) -> Iterator[tuple[str, Node]]:
    """The entry that a reference names alone, then those beside it, each with its name; nothing when it names none."""
    token = syntax.node_at(reference.start, reference.end)
    node: Node | None = token
    while node is not None and node.parent is not None:
        kinds = _CONTAINERS.get(node.parent.type)
        if kinds is not None:
            name = _name(node, kinds)
            if (
                name is not None
                and name.start_byte <= token.start_byte < name.end_byte
                and _text(name) == reference.text
            ):
                yield _text(name), node
                for entry in node.parent.named_children:
                    other = _name(entry, kinds)
                    if other is not None and entry != node:
                        yield _text(other), entry
            return
        node = node.parent


def _name(entry: Node, kinds: dict[str, str]) -> Node | None:
    field = kinds.get(entry.type)
    if field is None:
        return None
    if not field:
        return entry
    return (
        (entry.named_children[0] if entry.named_children else None)
        if field == "0"
        else entry.child_by_field_name(field)
    )


def _text(node: Node) -> str:
    """The text of a name, without the quotes around it."""
    while node.type in ("flow_node", "plain_scalar") and node.named_child_count == 1:
        node = node.named_children[0]
    text = text_of(node)
    return text[1:-1] if node.type in _QUOTED else text
