"""What stands around a reference in its syntax tree: the entry it names, and that entry's neighbours."""

from collections.abc import Iterator
from functools import lru_cache

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax

_STRINGS = frozenset({"string", "double_quote_scalar", "single_quote_scalar", "quoted_key"})
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
_STRING_ITEMS = {"string": ""}
_IMPORTS = {"dotted_name": "", "aliased_import": "name", "import_specifier": "name", "export_specifier": "name"}
_PAIRS = {
    "pair": "key",
    "pair_pattern": "key",
    "shorthand_property_identifier": "",
    "shorthand_property_identifier_pattern": "",
    "block_mapping_pair": "key",
    "flow_pair": "key",
}
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
    "table": {"pair": "0"},
    "inline_table": {"pair": "0"},
    "argument_list": {"keyword_argument": "name"},
    "parameters": _PARAMETERS,
    "lambda_parameters": _PARAMETERS,
    "formal_parameters": _PARAMETERS,
    "list": _STRING_ITEMS,
    "tuple": _STRING_ITEMS,
    "set": _STRING_ITEMS,
    "array": _STRING_ITEMS,
    "import_from_statement": _IMPORTS,
    "named_imports": _IMPORTS,
    "export_clause": _IMPORTS,
    "block": _MEMBERS,
    "interface_body": _MEMBERS,
    "object_type": _MEMBERS,
    "class_body": _MEMBERS,
}


@lru_cache(maxsize=4)
def parsed(path: str, text: str) -> Syntax | None:
    """The syntax tree of a file, None where no grammar reads it."""
    grammar = grammar_of(path, text[:80].partition("\n")[0])
    return Syntax(text, grammar) if grammar else None


def neighbours(syntax: Syntax, reference: Reference) -> Iterator[str]:
    """The names of the entries beside the one that a reference names alone; nothing when it names none."""
    node: Node | None = syntax.node_at(reference.start, reference.end)
    while node is not None and node.parent is not None:
        container = _unwrapped(node.parent)
        kinds = _CONTAINERS.get(container.type)
        if kinds is not None and not (container.type == "block" and not _is_class(container)):
            name = _name(node, kinds)
            if name is None or _text(name) != reference.text:
                return
            for other in container.named_children:
                beside = _name(other, kinds)
                if beside is not None and beside.id != name.id:
                    yield _text(beside)
            return
        node = node.parent


def ancestors(syntax: Syntax, reference: Reference) -> Iterator[tuple[Node, Node]]:
    """Each node around a reference with its parent, from the token outwards."""
    node = syntax.node_at(reference.start, reference.end)
    while node.parent is not None:
        yield node, node.parent
        node = node.parent


def _unwrapped(node: Node) -> Node:
    """A decorated or exported definition stands for the container around it."""
    while node.type in ("expression_statement", "decorated_definition") and node.parent is not None:
        node = node.parent
    return node


def _is_class(block: Node) -> bool:
    return block.parent is not None and block.parent.type == "class_definition"


def _name(entry: Node, kinds: dict[str, str]) -> Node | None:
    """The node that names an entry of a container."""
    if entry.type in ("expression_statement", "decorated_definition") and entry.named_children:
        entry = entry.named_children[-1]
    if entry.type not in kinds:
        return None
    field = kinds[entry.type]
    if not field:
        return entry
    return entry.named_children[0] if field == "0" else entry.child_by_field_name(field)


def _text(node: Node) -> str:
    """The text of a name, without the quotes around it."""
    while node.type in ("flow_node", "plain_scalar") and node.named_child_count == 1:
        node = node.named_children[0]
    text = (node.text or b"").decode("utf-8", "surrogatepass")
    return text[1:-1] if node.type in _STRINGS else text
