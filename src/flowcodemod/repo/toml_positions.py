"""Where each key of a TOML file stands: tomllib gives the values, tree-sitter the lines."""

import tomllib
from collections import Counter
from collections.abc import Iterator

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from flowcodemod.repo.toml_keys import key_path

Path = tuple[str | int, ...]
_HEADERS = ("table", "table_array_element")
_KEYS = ("bare_key", "quoted_key", "dotted_key")


def positions(text: str) -> dict[Path, int]:
    """The 1-based line of every table, key and array item, by its path such as `("allow", 0, "role")`."""
    lines: dict[Path, int] = {}
    for path, line in _walk(text):
        lines.setdefault(path, line)
    return lines


def path_at(text: str, line: int) -> Path:
    """The path of the last table, key or item that begins at or before a 1-based line; empty before the first."""
    before = [(at, path) for path, at in _walk(text) if at <= line]
    return max(before, key=lambda item: item[0], default=(0, ()))[1]


def _walk(text: str) -> Iterator[tuple[Path, int]]:
    """Every table, key and array item with its line, in the order of the file; what does not parse is left out."""
    tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
    arrays: Counter[Path] = Counter()
    for node in tree.root_node.named_children:
        if node.type == "pair":
            yield from _pair(node, ())
        elif node.type in _HEADERS:
            path = _header(node, arrays)
            yield path, _line(node)
            for child in node.named_children:
                if child.type == "pair":
                    yield from _pair(child, path)


def _header(node: Node, arrays: Counter[Path]) -> Path:
    """The path of a `[table]` or `[[array of tables]]`, where the last element of an array is the one spoken of."""
    path: Path = ()
    parts = _key(node)
    for number, part in enumerate(parts, 1):
        path = (*path, part)
        if number == len(parts) and node.type == "table_array_element":
            arrays[path] += 1
        if arrays[path]:
            path = (*path, arrays[path] - 1)
    return path


def _pair(node: Node, table: Path) -> Iterator[tuple[Path, int]]:
    path = table
    for part in _key(node):
        path = (*path, part)
        yield path, _line(node)
    yield from _value(node.named_children[-1], path)


def _value(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                yield from _pair(child, path)
    elif node.type == "array":
        items = [child for child in node.named_children if child.type != "comment"]
        for number, child in enumerate(items):
            yield (*path, number), _line(child)
            yield from _value(child, (*path, number))


def _key(node: Node) -> tuple[str, ...]:
    key = next((child for child in node.named_children if child.type in _KEYS), None)
    try:
        return key_path(key.text.decode()) if key and key.text else ()
    except tomllib.TOMLDecodeError:
        return ()


def _line(node: Node) -> int:
    return node.start_point[0] + 1
