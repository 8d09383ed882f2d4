"""Classes and functions of one Python file: bases, methods, parameters and members, as its text shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tree_sitter import Node

from flowcodemod.model.site import Place
from flowcodemod.readers.syntax import Syntax


@dataclass(frozen=True, slots=True)
class Function:
    """A function: `parameters` maps names to where they start; `keywords` tells whether it takes `**kwargs`."""

    name: str
    start: int
    parameters: Mapping[str, int]
    keywords: bool
    decorators: tuple[str, ...] = ()
    end: int = 0
    positional_only: frozenset[str] = frozenset()

    def taking(self, argument: int | str | None) -> str:
        """The parameter that takes an argument of a call, by its position or its keyword; '' where none does."""
        names = [name for name in self.parameters if name not in ("self", "cls")]
        if isinstance(argument, int):
            return next(iter(names[argument : argument + 1]), "")
        return argument if argument in names else ""


@dataclass(frozen=True, slots=True)
class Class:
    """A class: `methods` by name, in order; `members` and attributes set on `self`: name to where it starts first."""

    name: str
    start: int
    bases: tuple[Place, ...]
    methods: Mapping[str, tuple[Function, ...]]
    members: Mapping[str, int]
    attributes: Mapping[str, int] = field(default_factory=dict)
    end: int = 0


@dataclass(frozen=True, slots=True)
class Definitions:
    """All classes and functions (methods included) of a file, by where their names start."""

    classes: Mapping[int, Class]
    functions: Mapping[int, Function]

    @property
    def outer_classes(self) -> tuple[str, ...]:
        """The names of the classes that stand in no other class."""
        several = tuple(self.classes.values())
        inner = {one.start for one in several for other in several if other.start < one.start < other.end}
        return tuple(one.name for one in several if one.start not in inner)

    def class_around(self, start: int) -> Class | None:
        """The innermost class whose text holds a code point."""
        around = [one for one in self.classes.values() if one.start <= start < one.end]
        return max(around, key=lambda one: one.start, default=None)

    def class_outside(self, one: Class) -> Class | None:
        """The innermost class in whose text another stands."""
        return self.class_around(one.start - len("class "))

    def functions_around(self, start: int) -> tuple[Function, ...]:
        """The functions whose text holds a code point, innermost first."""
        around = [one for one in self.functions.values() if one.start <= start < one.end]
        return tuple(sorted(around, key=lambda one: one.start, reverse=True))

    def function_around(self, start: int) -> Function | None:
        """The innermost function whose text holds a code point."""
        return next(iter(self.functions_around(start)), None)


def definitions(syntax: Syntax) -> Definitions:
    """Every class and function of a file, nested ones included."""
    reader = _Reader(syntax)
    classes: dict[int, Class] = {}
    functions: dict[int, Function] = {}
    for node in _descend(syntax.tree.root_node, ("class_definition", "function_definition"), _WITHOUT_STATEMENTS):
        name = node.child_by_field_name("name")
        if name is None:
            continue
        start = syntax.offsets.to_index(name.start_byte)
        if node.type == "class_definition":
            classes[start] = reader.class_(node, start)
        else:
            functions[start] = reader.function(node)
    return Definitions(classes, functions)


# Most nodes of a file stand in these.
_WITHOUT_STATEMENTS = frozenset(
    {
        "attribute",
        "binary_operator",
        "boolean_operator",
        "call",
        "comparison_operator",
        "dictionary",
        "list",
        "parameters",
    }
    | {"import_from_statement", "import_statement", "return_statement", "string", "subscript", "tuple", "type"}
)
_NAMED_BY = {"subscript": "value", "call": "function", "attribute": "attribute"}


class _Reader:
    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax

    def class_(self, node: Node, start: int) -> Class:
        methods: dict[str, tuple[Function, ...]] = {}
        members = dict(self._tuple_fields(node))
        body = node.child_by_field_name("body")
        for statement in body.named_children if body is not None else ():
            decorated = statement.type == "decorated_definition"
            definition = statement.child_by_field_name("definition") if decorated else statement
            if definition is not None and definition.type == "function_definition":
                function = self.function(definition)
                methods[function.name] = (*methods.get(function.name, ()), function)
            elif statement.type == "expression_statement":
                members.update(self._members(statement))
        attributes = dict(self._self_attributes(node))
        return Class(_name(node), start, self._bases(node), methods, members, attributes, self._index(node.end_byte))

    def function(self, node: Node) -> Function:
        name = node.child_by_field_name("name")
        parameters: dict[str, int] = {}
        keywords = False
        positional: set[str] = set()
        listed = node.child_by_field_name("parameters")
        for child in listed.named_children if listed is not None else ():
            if child.type == "positional_separator":
                positional = set(parameters)
            target = child
            while target.type != "identifier" and target.named_children:
                keywords = keywords or target.type == "dictionary_splat_pattern"
                target = target.child_by_field_name("name") or target.named_children[0]
            if target.type == "identifier":
                parameters[_text(target)] = self._index(target.start_byte)
        start = self._index(name.start_byte) if name is not None else 0
        end = self._index(node.end_byte)
        return Function(_text(name), start, parameters, keywords, _decorators(node), end, frozenset(positional))

    def _bases(self, node: Node) -> tuple[Place, ...]:
        listed = node.child_by_field_name("superclasses")
        places = []
        for child in listed.named_children if listed is not None else ():
            base = child
            while base.type in ("subscript", "call", "attribute"):
                inner = base.child_by_field_name(_NAMED_BY[base.type])
                if inner is None:
                    break
                base = inner
            if base.type == "identifier":
                places.append(Place(_text(base), self._index(base.start_byte), self._index(base.end_byte)))
        return tuple(places)

    def _tuple_fields(self, node: Node) -> Iterator[tuple[str, int]]:
        """The fields of `class Row(namedtuple("Row", ["name"]))`, which are members like any other."""
        for base in (node.child_by_field_name("superclasses") or node).named_children:
            function = base.child_by_field_name("function") if base.type == "call" else None
            if function is not None and _text(function).endswith("namedtuple"):
                strings = [one for one in _descend(base, ("string_content",)) if _text(one).isidentifier()]
                yield from ((_text(one), self._index(one.start_byte)) for one in strings[1:])

    def _members(self, statement: Node) -> Iterator[tuple[str, int]]:
        node: Node | None = statement.named_children[0] if statement.named_children else None
        while node is not None and node.type == "assignment":
            left = node.child_by_field_name("left")
            for target in [left, *(left.named_children if left is not None else ())]:
                if target is not None and target.type == "identifier":
                    yield _text(target), self._index(target.start_byte)
            node = node.child_by_field_name("right")

    def _self_attributes(self, node: Node) -> Iterator[tuple[str, int]]:
        found = []
        for assignment in _descend(node, ("assignment",), _WITHOUT_STATEMENTS):
            left = assignment.child_by_field_name("left")
            for target in [left, *(left.named_children if left is not None and left.type != "attribute" else ())]:
                if target is None or target.type != "attribute":
                    continue
                receiver, name = target.child_by_field_name("object"), target.child_by_field_name("attribute")
                if receiver is not None and name is not None and _text(receiver) in ("self", "cls"):
                    found.append((_text(name), self._index(name.start_byte)))
        yield from reversed(found)

    def _index(self, byte: int) -> int:
        return self._syntax.offsets.to_index(byte)


def _descend(root: Node, kinds: tuple[str, ...], closed: frozenset[str] = frozenset()) -> Iterator[Node]:
    """The nodes of some kinds below a root, in their order. `closed`: kinds that hold none, unless the parser gave up."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.type in kinds and node is not root:
            yield node
        if node.type not in closed or node.has_error:
            stack.extend(reversed(node.named_children))


def _decorators(node: Node) -> tuple[str, ...]:
    parent = node.parent
    if parent is None or parent.type != "decorated_definition":
        return ()
    return tuple(_text(child)[1:].strip() for child in parent.children if child.type == "decorator")


def _name(node: Node) -> str:
    return _text(node.child_by_field_name("name"))


def _text(node: Node | None) -> str:
    return "" if node is None else (node.text or b"").decode("utf-8", "surrogatepass")
