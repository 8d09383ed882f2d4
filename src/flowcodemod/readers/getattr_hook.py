"""`def __getattr__(name)` of a module (PEP 562): where a statement can be put that answers first."""

from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, text_of


@dataclass(frozen=True, slots=True)
class Hook:
    """`start`: the code point where the first statement's line starts; `parameter`: what the asked name is called."""

    start: int
    indent: str
    parameter: str


def getattr_hook(syntax: Syntax) -> Hook | None:
    """The place in a module's own `__getattr__`, None where no function of that name stands plainly in the module."""
    for node in syntax.tree.root_node.named_children:
        name = node.child_by_field_name("name")
        if node.type == "function_definition" and name is not None and text_of(name) == "__getattr__":
            return _place(syntax, node)
    return None


def _place(syntax: Syntax, function: Node) -> Hook | None:
    parameters = function.child_by_field_name("parameters")
    body = function.child_by_field_name("body")
    named = [text_of(one).partition(":")[0].strip() for one in parameters.named_children] if parameters else []
    statements = [one for one in body.named_children if one.type != "comment"] if body is not None else []
    if len(named) != 1 or not named[0].isidentifier() or not statements:
        return None
    first = statements[1] if len(statements) > 1 and _is_docstring(statements[0]) else statements[0]
    at = syntax.offsets.to_index(first.start_byte)
    start = syntax.text.rfind("\n", 0, at) + 1
    indent = syntax.text[start:at]
    return Hook(start, indent, named[0]) if indent and not indent.strip() else None


def _is_docstring(statement: Node) -> bool:
    return statement.type == "expression_statement" and statement.named_children[0].type == "string"
