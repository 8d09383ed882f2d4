"""Every call of a function or class by its name, with what it passes: the values two twin parameters get."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.link import Key
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.syntax import text_of
from flowcodemod.twins.code import Code, key


@dataclass(frozen=True)
class Call:
    """One call: its arguments by position and by keyword. `open`: a splat hides others; `starred`: by position."""

    path: str
    node: Node
    positional: tuple[Node, ...]
    keywords: dict[str, Node]
    open: bool
    starred: bool

    @property
    def where(self) -> str:
        """The file and line of the call."""
        return f"{self.path}:{self.node.start_point[0] + 1}"

    def label(self, code: Code, name: str) -> Key | None:
        """The reference that labels an argument, None when there is none of that name."""
        value = self.keywords.get(name)
        argument = value.parent if value is not None else None
        if argument is None:
            return None
        found = code.program.reference(self.path, code.span(self.path, argument)[1])
        return key(found) if found is not None else None

    def may_mean(self, code: Code, path: str, name: str) -> bool:
        """Whether the call may be one of a definition in a file: a plain name has to be defined or imported there."""
        function = self.node.child_by_field_name("function")
        if function is None or function.type != "identifier" or self.path == path:
            return True
        return re.search(rf"\bimport\b[^\n]*(?:\([^)]*)?\b{re.escape(name)}\b", code.text(self.path)) is not None

    def given(self, name: str, position: int | None) -> Node | None:
        """What the call passes for a parameter: by keyword, else by position (None: keyword-only)."""
        if name in self.keywords:
            return self.keywords[name]
        return self.positional[position] if position is not None and position < len(self.positional) else None


def definitions_of(code: Code, name: str) -> int:
    """How many functions and classes of the repository bear a name."""
    pattern = re.compile(rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{re.escape(name)}\b", re.MULTILINE)
    return sum(len(pattern.findall(code.text(path))) for path in code.modules)


def calls(code: Code, callee: str) -> Iterator[Call]:
    """Every call of something called `callee` in the repository's Python files."""
    for path in code.modules:
        starts = list(code.mentions(path, callee))
        syntax = code.syntax(path) if starts else None
        if syntax is None or syntax.grammar is not PYTHON:
            continue
        for start in starts:
            node = syntax.node_at(start, start + len(callee))
            call = _called(node)
            if call is not None:
                yield _call(path, call)


def _called(name: Node) -> Node | None:
    """The call whose callee a name is, on its own or after a dot."""
    parent = name.parent
    if parent is not None and parent.type == "attribute" and parent.child_by_field_name("attribute") == name:
        name, parent = parent, parent.parent
    if parent is None or parent.type != "call" or parent.child_by_field_name("function") != name:
        return None
    return parent


def _call(path: str, node: Node) -> Call:
    listed = node.child_by_field_name("arguments")
    positional: list[Node] = []
    keywords: dict[str, Node] = {}
    splats: set[str] = set()
    for argument in listed.named_children if listed is not None else ():
        if argument.type == "keyword_argument":
            name, value = argument.child_by_field_name("name"), argument.child_by_field_name("value")
            if name is not None and value is not None:
                keywords[text_of(name)] = value
        elif argument.type in ("dictionary_splat", "list_splat"):
            splats.add(argument.type)
        elif argument.type != "comment":
            positional.append(argument)
    return Call(path, node, tuple(positional), keywords, bool(splats), "list_splat" in splats)
