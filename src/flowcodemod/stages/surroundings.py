"""What stands around a reference in its syntax tree: the entry it names, and that entry's neighbours."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax, text_of
from flowcodemod.readers.trail import Trail

_WRAPPERS = frozenset({"expression_statement", "decorated_definition"})
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


@lru_cache(maxsize=1)
def parsed(path: str, text: str) -> Syntax | None:
    """The syntax tree of a file, None where no grammar reads it."""
    grammar = grammar_of(path, text[:80].partition("\n")[0])
    return Syntax(text, grammar) if grammar else None


def around(syntax: Syntax, start: int, end: int) -> tuple[Node, ...]:
    """The nodes around a span of code points, from the smallest outwards; the root is the last."""
    trail = Trail(syntax.tree)
    trail.move_to(syntax.offsets.to_byte(start), syntax.offsets.to_byte(end))
    return tuple(reversed(trail.nodes))


def neighbours(syntax: Syntax, reference: Reference) -> Iterator[str]:
    """The names of the entries beside the one that a reference names alone; nothing when it names none."""
    nodes = around(syntax, reference.start, reference.end)
    for depth, (node, parent) in enumerate(pairwise(nodes)):
        if parent.type in _WRAPPERS:
            continue
        kinds = _CONTAINERS.get(parent.type)
        if kinds is None or (parent.type == "block" and nodes[depth + 2].type != "class_definition"):
            continue
        name = _name(node, kinds)
        if (
            name is not None
            and name.start_byte <= nodes[0].start_byte < name.end_byte
            and _text(name) == reference.text
        ):
            others = (_name(entry, kinds) for entry in parent.named_children)
            yield from (_text(other) for other in others if other is not None and other.id != name.id)
        return


def _name(entry: Node, kinds: dict[str, str]) -> Node | None:
    """The node that names an entry of a container."""
    if entry.type in _WRAPPERS and entry.named_children:
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
    text = text_of(node)
    return text[1:-1] if node.type in _STRINGS else text
