"""The import statements of a Python file, wherever they stand: each with the tokens of its dotted names."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.site import Place
from flowcodemod.readers.syntax import Syntax, text_of


@dataclass(frozen=True, slots=True)
class Name:
    """An imported name: the tokens of its dotted name (one in `from … import`), and what it is called here."""

    tokens: tuple[Place, ...]
    alias: Place | None = None

    @property
    def dotted(self) -> str:
        """The name as it is written."""
        return ".".join(token.text for token in self.tokens)

    @property
    def local(self) -> Place:
        """The token that binds a name in the file."""
        return self.alias or self.tokens[0]


@dataclass(frozen=True, slots=True)
class Import:
    """`import a.b, c` (`module` is None) or `from ..a.b import c, d`; `start`..`end` spans the module after `from`.

    `dots` counts the leading dots of a relative import; `names` is empty for `import *`.
    """

    names: tuple[Name, ...]
    module: tuple[Place, ...] | None = None
    dots: int = 0
    start: int = 0
    end: int = 0
    star: bool = False

    @property
    def rest(self) -> str:
        """The dotted module after the dots."""
        return ".".join(token.text for token in self.module or ())


def imports(syntax: Syntax) -> Iterator[Import]:
    """Every import statement of a file, in order; `from __future__` is left out."""
    stack = [syntax.tree.root_node]
    while stack:
        node = stack.pop()
        if node.type == "import_statement":
            yield Import(tuple(_name(syntax, child) for child in node.children_by_field_name("name")))
        elif node.type == "import_from_statement":
            yield _from(syntax, node)
        elif node.type not in ("expression_statement", "return_statement"):
            stack.extend(reversed(node.named_children))


def _from(syntax: Syntax, node: Node) -> Import:
    module = node.child_by_field_name("module_name")
    if module is None:
        return Import(())
    dotted: Node | None = module
    dots = 0
    if module.type == "relative_import":
        dots = text_of(module.named_children[0]).count(".")
        dotted = next((child for child in module.named_children if child.type == "dotted_name"), None)
    return Import(
        tuple(_name(syntax, child) for child in node.children_by_field_name("name")),
        _tokens(syntax, dotted) if dotted is not None else (),
        dots,
        syntax.offsets.to_index(module.start_byte),
        syntax.offsets.to_index(module.end_byte),
        any(child.type == "wildcard_import" for child in node.named_children),
    )


def _name(syntax: Syntax, node: Node) -> Name:
    alias = node.child_by_field_name("alias")
    dotted = node.child_by_field_name("name") or node
    return Name(_tokens(syntax, dotted), _place(syntax, alias) if alias is not None else None)


def _tokens(syntax: Syntax, dotted: Node) -> tuple[Place, ...]:
    return tuple(_place(syntax, child) for child in dotted.named_children if child.type == "identifier")


def _place(syntax: Syntax, node: Node) -> Place:
    return Place(text_of(node), syntax.offsets.to_index(node.start_byte), syntax.offsets.to_index(node.end_byte))
