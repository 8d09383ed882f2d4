"""How a file says the function that describes a field: it has it from the library, or gets it beside what it imports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.readers.syntax import Syntax, text_of

_BINDS = r"\bimport\b[^\n#]*(?<![\w.]){0}(?!\w)|^\s*(?:class|def)\s+{0}\b|^{0}\s*="


@dataclass(frozen=True, slots=True)
class Maker:
    """A function of a library: `module` matches the modules it is imported from, `package` the one it is an attribute of."""

    name: str
    module: str
    package: str


def field_import(text: str, reference: Reference, maker: Maker) -> tuple[str, tuple[Edit, ...]]:
    """What calls the function in a file, '' where nothing can, and the edit that imports it where that is missing."""
    lists = list(_lists(text, maker))
    if any(maker.name in re.split(r"[\s,]+", match["names"]) for match in lists):
        return maker.name, ()
    module = re.search(rf"^import (?P<name>{maker.package})\b(?!\s+as\b|\.)", text, re.MULTILINE)
    if module is not None:
        return f"{module['name']}.{maker.name}", ()
    if not lists or re.search(_BINDS.format(maker.name), text, re.MULTILINE):
        return "", ()
    several = "(" in lists[0][0]
    at = lists[0].start("names") if several else lists[0].end("names")
    return maker.name, (_edit(text, reference, at, "", f"{maker.name}, " if several else f", {maker.name}"),)


def no_field_import(text: str, reference: Reference, maker: Maker) -> tuple[Edit, ...]:
    """The edit that takes the import back, for a file that needs it no more."""
    found = _lists(text, maker)
    listed = next((match for match in found if maker.name in re.split(r"[\s,]+", match["names"])), None)
    if listed is None:
        return ()
    last, first = f", {maker.name}", f"{maker.name}, "
    own = last if listed["names"].endswith(last) else first if listed["names"].startswith(first) else ""
    start = listed.end("names") - len(own) if own == last else listed.start("names")
    return (_edit(text, reference, start, own, ""),) if own else ()


def mentions(syntax: Syntax, name: str) -> int:
    """How often a file names something in code, imports included; attributes and labels of that name are others."""
    return sum(text_of(node) == name for node in _names(syntax.tree.root_node))


def _names(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        skipped = {"attribute": "attribute", "keyword_argument": "name"}.get(node.type)
        other = node.child_by_field_name(skipped) if skipped else None
        if node.type == "identifier":
            yield node
        waiting += [child for child in node.named_children if child != other]


def _lists(text: str, maker: Maker) -> Iterator[re.Match[str]]:
    """The import statements of names from the library: those of one line, then those in brackets."""
    start = rf"^from (?:{maker.module}) import "
    yield from re.finditer(rf"{start}(?P<names>\w+(?:, \w+)*)(?=[ \t]*(?:#.*)?\r?$)", text, re.MULTILINE)
    yield from re.finditer(rf"{start}\(\s*(?P<names>[\w\s,]+)\)", text, re.MULTILINE)


def _edit(text: str, reference: Reference, at: int, old: str, new: str) -> Edit:
    return Edit(reference.path, at, at + len(old), text.count("\n", 0, at) + 1, old, new)
