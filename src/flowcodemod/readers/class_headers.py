"""What stands around the name of a class: its decorators above, the first statement of its body below."""

from tree_sitter import Node

from flowcodemod.readers.syntax import Syntax, text_of


def decorators(syntax: Syntax, start: int) -> tuple[str, ...]:
    """The decorators of the class or function whose name starts at a code point, without `@`, topmost first."""
    node = syntax.node_at(start, start + 1).parent
    around = node.parent if node is not None else None
    if around is None or around.type != "decorated_definition":
        return ()
    return tuple(text_of(one)[1:].strip() for one in around.named_children if one.type == "decorator")


def first_statement(syntax: Syntax, start: int) -> int | None:
    """Where, in the class whose name starts at a code point, the first statement after the docstring starts.

    None where the body stands on the line of its header.
    """
    node: Node | None = syntax.node_at(start, start + 1).parent
    body = node.child_by_field_name("body") if node is not None else None
    statements = [child for child in body.named_children if child.type != "comment"] if body is not None else []
    if len(statements) > 1 and text_of(statements[0]).lstrip("rRuU")[:1] in ("'", '"'):
        del statements[0]
    if not statements:
        return None
    first = syntax.offsets.to_index(statements[0].start_byte)
    own_line = not syntax.text[syntax.text.rfind("\n", 0, first) + 1 : first].strip()
    return first if own_line else None
