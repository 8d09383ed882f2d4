"""`from package import module, other` as two statements: what moves to another package is imported from there."""

from collections.abc import Iterable, Sequence

from flowcodemod.readers.change import Change
from flowcodemod.readers.import_statements import Import, Name
from flowcodemod.readers.syntax import Syntax, enclosing


def statement_span(syntax: Syntax, one: Import) -> tuple[int, int] | None:
    """Where a `from … import` statement starts and ends that can be split: alone on its lines, without a comment."""
    node = enclosing(syntax.node_at(one.start, one.end), "import_from_statement")
    if node is None or one.star or any(child.type == "comment" for child in node.children):
        return None
    start, end = syntax.offsets.to_index(node.start_byte), syntax.offsets.to_index(node.end_byte)
    before = syntax.text[syntax.text.rfind("\n", 0, start) + 1 : start]
    after = syntax.text[end:].partition("\n")[0]
    return None if before.strip() or after.strip() else (start, end)


def clause(syntax: Syntax, name: Name, changes: Iterable[Change]) -> str:
    """An imported name as it is written after some changes."""
    start, end = name.tokens[0].start, name.local.end
    inside = [one for one in changes if start <= one.start < end]
    if not inside:
        return syntax.text[start:end]
    return inside[0].new + syntax.text[inside[0].end : end]


def split(syntax: Syntax, span: tuple[int, int], parts: Sequence[tuple[str, Sequence[str]]]) -> str:
    """One statement for each module and its clauses, laid out like the statement at `span`."""
    start, end = span
    margin = syntax.text[syntax.text.rfind("\n", 0, start) + 1 : start]
    newline = "\r\n" if "\r\n" in syntax.text else "\n"
    lines = syntax.text[start:end].splitlines()
    inner = lines[1][: len(lines[1]) - len(lines[1].lstrip())] if len(lines) > 2 else ""
    return f"{newline}{margin}".join(_statement(module, clauses, inner, newline + margin) for module, clauses in parts)


def _statement(module: str, clauses: Sequence[str], inner: str, newline: str) -> str:
    if not inner or len(clauses) == 1:
        return f"from {module} import {', '.join(clauses)}"
    first = newline.rstrip(" \t")
    listed = "".join(f"{first}{inner}{one}," for one in clauses)
    return f"from {module} import ({listed}{newline})"
