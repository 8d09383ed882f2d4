"""Containers of named entries in every language that is read, and how their entries are named."""

from collections.abc import Iterator, Mapping

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, plain_text, text_of

_QUOTED = frozenset({"string", "double_quote_scalar", "single_quote_scalar", "quoted_key"})
# Container -> its kinds of entry, each with the field that names it ("": the entry is itself the name).
_PARAMETERS = {
    "identifier": "",
    "default_parameter": "name",
    "typed_default_parameter": "name",
    "typed_parameter": "0",
    "required_parameter": "pattern",
    "optional_parameter": "pattern",
    "assignment_pattern": "left",
}
_ITEMS = {"string": "", "flow_node": "", "block_sequence_item": "0"}
_IMPORTS = {"dotted_name": "", "aliased_import": "name", "import_specifier": "name", "export_specifier": "name"}
_PAIRS = {
    "pair": "key",
    "pair_pattern": "key",
    "shorthand_property_identifier": "",
    "shorthand_property_identifier_pattern": "",
    "block_mapping_pair": "key",
    "flow_pair": "key",
}
_ATTRIBUTES = {"jsx_attribute": "0"}
_MEMBERS = {
    "assignment": "left",
    "function_definition": "name",
    "property_signature": "name",
    "method_signature": "name",
    "method_definition": "name",
    "public_field_definition": "name",
    "field_definition": "property",
}
_CONTAINERS = {
    "dictionary": _PAIRS,
    "object": _PAIRS,
    "object_pattern": _PAIRS,
    "block_mapping": _PAIRS,
    "flow_mapping": _PAIRS,
    "document": {"pair": "0"},
    "table": {"pair": "0"},
    "inline_table": {"pair": "0"},
    "argument_list": {"keyword_argument": "name"},
    "parameters": _PARAMETERS,
    "lambda_parameters": _PARAMETERS,
    "formal_parameters": _PARAMETERS,
    "list": _ITEMS,
    "tuple": _ITEMS,
    "set": _ITEMS,
    "array": _ITEMS,
    "flow_sequence": _ITEMS,
    "block_sequence": _ITEMS,
    "import_from_statement": _IMPORTS,
    "named_imports": _IMPORTS,
    "export_clause": _IMPORTS,
    "jsx_opening_element": _ATTRIBUTES,
    "jsx_self_closing_element": _ATTRIBUTES,
    "block": _MEMBERS,
    "interface_body": _MEMBERS,
    "object_type": _MEMBERS,
    "class_body": _MEMBERS,
}


def kinds_of(container: Node) -> Mapping[str, str] | None:
    """The kinds of entry that a node may hold, for `name_of`; None for a node that is no container."""
    return _CONTAINERS.get(container.type)


def name_of(entry: Node, kinds: Mapping[str, str]) -> Node | None:
    """The node that names an entry of a container; None for what is no entry."""
    field = kinds.get(entry.type)
    if not field:
        return entry if field == "" else None
    if field == "0":
        return entry.named_children[0] if entry.named_children else None
    return entry.child_by_field_name(field)


def unquoted(name: Node) -> str:
    """The text of a name, without the quotes around it."""
    while name.type in ("flow_node", "plain_scalar") and name.named_child_count == 1:
        name = name.named_children[0]
    text = text_of(name)
    return text[1:-1] if name.type in _QUOTED else text


def display_at(syntax: Syntax, start: int) -> Node | None:
    """The Python dictionary display that starts at a code point."""
    node = syntax.node_at(start, start + 1).parent
    return node if node is not None and node.type == "dictionary" else None


def keys_of_display(syntax: Syntax, start: int) -> Iterator[str]:
    """The keys of the Python dictionary display that starts at a code point, as far as they are plain strings."""
    display = display_at(syntax, start)
    for pair in display.named_children if display is not None else ():
        key = pair.child_by_field_name("key")
        if key is not None and key.type == "string":
            yield plain_text(key)
