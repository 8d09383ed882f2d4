"""What a name may hold where it is read last: the sure assignment nearest to it, and those in branches after that."""

import pytest

from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.reaching import reaching
from flowcodemod.readers.syntax import Syntax, text_of

CASES = {
    "nearest": ("row = a\nrow = b\nrow", ["b"]),
    "a branch": ("row = a\nif c:\n    row = b\nrow", ["b", "a"]),
    "inside the branch": ("row = a\nif c:\n    row = b\n    row", ["b"]),
    "the other branch": ("row = a\nif c:\n    row = b\nelse:\n    row", ["a"]),
    "a loop": ("row = a\nfor row in b:\n    row", ["b"]),
    "counted": ("for n, row in enumerate(b):\n    row", ["enumerate(b)"]),
    "unpacked": ("row = a\nfor n, row in b:\n    row", [None]),
    "a comprehension": ("row = a\n[one for row in b if row]", ["b"]),
    "after a comprehension": ("row = a\nb = [row for row in c]\nrow", ["a"]),
    "a walrus": ("if row := a:\n    row", ["a"]),
    "a walrus before": ("row = b\n(row := a) and row", ["a"]),
    "a walrus in one operand": ("row = b\nc and (row := a) or row", ["a", "b"]),
    "opened": ("with a as row:\n    row", ["a"]),
    "a parameter": ("row = a\ndef f(row: int = 1):\n    row", [None]),
    "of another function": ("row = a\ndef f():\n    row = b\nrow", ["a"]),
    "added to": ("row = a\nrow += b\nrow", [None]),
    "declared only": ("row = a\nrow: int\nrow", ["a"]),
    "an attribute of that name": ("row = a\nb.row = c\nrow", ["a"]),
    "bound nowhere": ("a = 1\nrow", []),
}


@pytest.mark.parametrize("name", CASES)
def test_reaching(name: str) -> None:
    text, wanted = CASES[name]
    grammar = grammar_of("app.py")
    assert grammar is not None
    start = text.rindex("row")
    found = reaching(Syntax(text, grammar).node_at(start, start + 3))
    assert [text_of(one) if one is not None else None for one in found] == wanted
