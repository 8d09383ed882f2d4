"""The inline suppressions of a file: found in its comments, where its grammar tells them from strings."""

from flowcodemod.model.suppression import MARKER, Suppression, suppressions
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax
from flowcodemod.readers.text import is_prose


def suppress(path: str, text: str, syntax: Syntax | None = None) -> tuple[Suppression, ...]:
    """Every directive of a file, also those that do not count. Without `syntax` a text that holds one is parsed."""
    if MARKER not in text:
        return ()
    grammar = None if is_prose(path) else grammar_of(path, text[:80].partition("\n")[0])
    if grammar is None:
        return suppressions(path, text)
    parsed = syntax or Syntax(text, grammar)

    def in_comment(start: int, end: int) -> bool:
        return "comment" in parsed.node_at(start, end).type

    return suppressions(path, text, in_comment)
