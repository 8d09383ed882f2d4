"""Every call of a function or class by its name, with what it passes: the values two twin parameters get."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.link import Key
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.syntax import enclosing, text_of
from flowcodemod.twins.code import Code, key

# Where a plain name is a value that goes elsewhere: an argument, an element, a default.
_VALUES = frozenset(
    {"argument_list", "keyword_argument", "list", "tuple", "set", "pair", "default_parameter", "return_statement"}
)
_LOOKING = frozenset({"callable", "isinstance", "signature", "getsource", "hasattr", "repr", "id", "type"})
# What a mock says it was called with.
_ASSERTION = re.compile(r"\.(?:assert_(?:called|awaited|any|has|called_once|awaited_once)\w*|call)$")


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
        return imports(code, self.path, name)

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


def handed_on(code: Code, path: str, callee: str) -> str:
    """Where a function is used without being called, so that somebody else calls it; '' where it is not."""
    for other in code.modules:
        syntax = code.syntax(other) if next(code.mentions(other, callee), None) is not None else None
        if syntax is None or (other != path and not imports(code, other, callee)):
            continue
        for start in code.mentions(other, callee):
            node = syntax.node_at(start, start + len(callee))
            parent = node.parent
            bare = node.type == "identifier" and parent is not None and parent.type in _VALUES
            if bare and parent is not None and parent.child_by_field_name("name") != node and not _looks_at(parent):
                return f"{other}:{node.start_point[0] + 1}"
    return ""


def _looks_at(arguments: Node) -> bool:
    """Whether a call only looks at what it is given: `inspect.signature(f)`."""
    call = enclosing(arguments, "call")
    function = call.child_by_field_name("function") if call is not None else None
    return function is not None and (text_of(function).startswith("inspect.") or text_of(function) in _LOOKING)


def imports(code: Code, path: str, name: str) -> bool:
    """Whether a file imports something called so."""
    return re.search(rf"\bimport\b[^\n]*(?:\([^)]*)?\b{re.escape(name)}\b", code.text(path)) is not None


def _called(name: Node) -> Node | None:
    """The call whose callee a name is, on its own or after a dot."""
    parent = name.parent
    if parent is not None and parent.type == "attribute" and parent.child_by_field_name("attribute") == name:
        name, parent = parent, parent.parent
    if parent is not None and parent.type == "attribute" and _ASSERTION.search(text_of(parent)):
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
