"""What stands around a reference in its syntax tree: the entry it names, and that entry's neighbours."""

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
    "list": _STRING_ITEMS,
    "tuple": _STRING_ITEMS,
    "set": _STRING_ITEMS,
    "array": _STRING_ITEMS,
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


class Surroundings:
    """What stands around places of one parsed text; asked in the order of the text, each node is stepped over once."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._trail = Trail(syntax.tree)
        self._last = 0
        self._names: dict[int, frozenset[str]] = {}

    def around(self, start: int, end: int) -> tuple[Node, ...]:
        """The nodes around a span of code points, from the smallest outwards, as far as they may matter."""
        if start < self._last:
            self._trail = Trail(self.syntax.tree)
        self._last = start
        return self._trail.place(*self.syntax.offsets.to_bytes(start, end)).nodes

    def beside(self, reference: Reference) -> frozenset[str]:
        """The names of all entries of the container in which a reference names one; empty when it names none."""
        nodes = self.around(reference.start, reference.end)
        for depth, (node, parent) in enumerate(pairwise(nodes)):
            if parent.type in _WRAPPERS:
                continue
            kinds = _CONTAINERS.get(parent.type)
            outer = nodes[depth + 2 : depth + 3]
            if kinds is None or (parent.type == "block" and not (outer and outer[0].type == "class_definition")):
                continue
            name = _name(node, kinds)
            holds = name is not None and name.start_byte <= nodes[0].start_byte < name.end_byte
            return self._entries(parent, kinds) if holds and name and _text(name) == reference.text else frozenset()
        return frozenset()

    def _entries(self, container: Node, kinds: dict[str, str]) -> frozenset[str]:
        if container.id not in self._names:
            names = (_name(entry, kinds) for entry in container.named_children)
            self._names[container.id] = frozenset(_text(name) for name in names if name is not None)
        return self._names[container.id]


@lru_cache(maxsize=1)
def surroundings(path: str, text: str) -> Surroundings | None:
    """The surroundings in a file, None where no grammar reads it."""
    grammar = grammar_of(path, text[:80].partition("\n")[0])
    return Surroundings(Syntax(text, grammar)) if grammar else None


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
