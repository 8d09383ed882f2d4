"""The lines of TOML keys agree with what tomllib reads."""

import tomllib
from collections.abc import Iterator

from flowcodemod.repo.toml_keys import key_path
from flowcodemod.repo.toml_positions import path_at, positions

TEXT = """\
# a comment
top = 1
[a]
"quoted key" = "x"
dotted . 'in parts' = 2
list = [
  "one",  # comment
  ["two", "three"],
  { inner = 3 },
]
text = '''
[not.a.table]
'''
[[many]]
x = 1
[[many]]
x = 2
[many.sub]
y = { p = 1, q = [4] }
"""


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from leaves(inner, (*path, key))


def test_every_path_tomllib_knows_has_a_line_and_no_other() -> None:
    known = set(leaves(tomllib.loads(TEXT)))
    assert known - set(positions(TEXT)) == {("many",)}
    assert set(positions(TEXT)) <= known


def test_lines_are_the_keys_own() -> None:
    lines = positions(TEXT)
    assert [lines[path] for path in (("top",), ("a", "quoted key"), ("a", "dotted", "in parts"))] == [2, 4, 5]
    assert [lines["a", "list", *rest] for rest in ((), (0,), (1, 1), (2, "inner"))] == [6, 7, 8, 9]
    assert [lines[path] for path in (("many", 0), ("many", 1), ("many", 1, "x"), ("many", 1, "sub"))] == [
        14,
        16,
        17,
        18,
    ]
    assert lines["many", 1, "sub", "y", "q", 0] == 19


def test_a_broken_text_still_has_lines() -> None:
    assert path_at("[a]\nx = 1\ny = 2025-02-30\n", 3) == ("a", "y")
    assert path_at("[a]\nx = 1\n[a]\n", 3) == ("a",)
    assert path_at("# nothing\n", 1) == ()


def test_key_path() -> None:
    assert key_path('a."b.c"') == ("a", "b.c")
