"""A text and its syntax tree."""

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tree_sitter import Node, Range, Tree

from flowcodemod.readers.languages import Grammar, parser_and_query
from flowcodemod.readers.offsets import Offsets

HOLES = frozenset(
    {"interpolation", "template_substitution", "template_type", "expansion", "simple_expansion", "command_substitution"}
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_OLD_WORDS = ("print ", "print\t", "exec ", "exec\t")
_OLD_PYTHON = re.compile(r"\n[ \t]*(?:print|exec)[ \t]+[^\s=(.,]")
_UNINDENTED = re.compile(r"^[^\s#)\]}]", re.MULTILINE)
_JOINED = frozenset({"concatenated_string", "concatenation"})
_QUOTED = re.compile(r"""\$?(?P<quote>\"{3}|'{3}|["'`])(?P<content>.*)(?P=quote)""", re.DOTALL)
_BLOCK = re.compile(r"[|>][-+0-9]*[^\n]*\n(?P<content>.*)", re.DOTALL)


class Syntax:
    """One parsed text. Nodes count UTF-8 bytes; every position that comes in or goes out is a code point.

    `stretches`: the spans that are parsed, as if nothing else was there; without any, everything is.
    """

    def __init__(self, text: str, grammar: Grammar, stretches: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self.grammar = grammar
        self.offsets = Offsets(text)
        parser, self.query = parser_and_query(grammar)
        self.data = _encoded(text)
        self._stretches = stretches
        parser.included_ranges = list(self._ranges())
        self.tree: Tree = parser.parse(self.data)

    def _ranges(self) -> Iterator[Range]:
        """The stretches as the parser counts: points of a line and a byte in it, and bytes."""
        line, at = 0, 0
        for start, end in self._stretches:
            first = line + self.text.count("\n", at, start)
            line, at = first + self.text.count("\n", start, end), end
            yield Range((first, self._column(start)), (line, self._column(end)), *self.offsets.to_bytes(start, end))

    def _column(self, index: int) -> int:
        """How many bytes stand before a code point in its line."""
        return len(_encoded(self.text[self.text.rfind("\n", 0, index) + 1 : index]))

    @cached_property
    def has_error(self) -> bool:
        """Whether some part of the text does not parse; the grammar of Python also takes what only Python 2 ran."""
        return self.tree.root_node.has_error or self._is_old_python()

    def is_sound_around(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether only the grammar errs, not the text, and in no top-level statement that holds one of the code-point spans.

        Python's own parser says so; the grammar lags behind it, as with `name: A[b] if c else D[e] = f`.
        """
        if not self.has_error:
            return True
        if self.grammar.name != "python" or self._stretches or not compiles(self.text):
            return False
        broken = list(self._broken())
        return not any(first < end and start < last for first, last in broken for start, end in spans)

    def _broken(self) -> Iterator[tuple[int, int]]:
        """The statements in which the grammar met an error, and the lines around up to those without indentation."""
        starts = [match.start() for match in _UNINDENTED.finditer(self.text)]
        for node in self.tree.root_node.children:
            if node.has_error or node.is_missing:
                start, end = self.offsets.to_index(node.start_byte), self.offsets.to_index(node.end_byte)
                before, after = bisect_right(starts, start), bisect_right(starts, end)
                yield starts[before - 1] if before else 0, starts[after] if after < len(starts) else len(self.text)

    def _is_old_python(self) -> bool:
        text = "".join(self.text[start:end] for start, end in self._stretches) if self._stretches else self.text
        told = self.grammar.name == "python" and any(word in text for word in _OLD_WORDS)
        if not told or not _OLD_PYTHON.search(f"\n{text}"):
            return False
        waiting = [self.tree.root_node]
        while waiting:
            node = waiting.pop()
            if node.type in ("print_statement", "exec_statement"):
                return True
            waiting += node.named_children
        return False

    def node_at(self, start: int, end: int) -> Node:
        """The smallest node that holds a span of code points."""
        found = self.tree.root_node.descendant_for_byte_range(self.offsets.to_byte(start), self.offsets.to_byte(end))
        return found or self.tree.root_node

    def scope_node(self, start: int) -> Node | None:
        """The outermost node but the module that starts at a code point."""
        node: Node | None = self.node_at(start, start + 1)
        byte = self.offsets.to_byte(start)
        found = None
        while node is not None and node.parent is not None:
            found = node if node.start_byte == byte else found
            node = node.parent
        return found

    def string_around(self, start: int, end: int) -> str:
        """The source of the outermost string literal that holds a span, '' where there is none."""
        found = self._string_at(start, end)
        return text_of(found) if found is not None else ""

    def string_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the outermost string literal that holds a span starts and ends; None where there is none."""
        found = self._string_at(start, end)
        if found is None:
            return None
        return self.offsets.to_index(found.start_byte), self.offsets.to_index(found.end_byte)

    def _string_at(self, start: int, end: int) -> Node | None:
        node: Node | None = self.node_at(start, end)
        found = None
        while node is not None:
            found = node if node.type in ("string", "concatenated_string", "template_string") else found
            node = node.parent
        return found

    def content_of(self, string: Node) -> str:
        """The text of a string without its quotes, its holes as `{}`."""
        if string.type in _JOINED:
            return "".join(self.content_of(child) for child in string.named_children)
        if string.type in HOLES:
            return "{}"
        data = string.text or b""
        first, last, holes, delimited = 0, len(data), [], False
        for child in string.children:
            start, end = child.start_byte - string.start_byte, child.end_byte - string.start_byte
            if child.type == "string_start":
                first, delimited = end, True
            elif child.type == "string_end":
                last = start
            elif child.type in HOLES:
                holes.append((start, end))
        pieces = []
        for start, end in holes:
            pieces.append(data[first:start])
            first = end
        content = decoded(b"{}".join([*pieces, data[first:last]]))
        return content if delimited else _unquoted(content)


def _encoded(text: str) -> bytes:
    """The bytes that are parsed: tree-sitter fails on a lone surrogate; its stand-in has as many bytes."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def _unquoted(text: str) -> str:
    """A literal without its quotes or, in YAML, without the header of a block."""
    match = _QUOTED.fullmatch(text) or _BLOCK.fullmatch(text)
    return match["content"] if match else text


def compiles(text: str) -> bool:
    """Whether Python's own compiler takes a text, which it does not run."""
    with warnings.catch_warnings(action="ignore"):
        try:
            compile(text, "<text>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def text_of(node: Node) -> str:
    """The text of a node."""
    return decoded(node.text or b"")


def enclosing(node: Node | None, *kinds: str) -> Node | None:
    """The nearest node of some kinds at or around a node."""
    while node is not None and node.type not in kinds:
        node = node.parent
    return node


def takes(node: Node | None) -> Node | None:
    """The function that is called with what a node stands in; None where that has code or scope of its own."""
    given = enclosing(node, "argument_list", "lambda", "block", "module")
    call = given.parent if given is not None and given.type == "argument_list" else None
    return call.child_by_field_name("function") if call is not None else None


def plain_text(node: Node) -> str:
    """The content of a plain string literal, '' for anything else."""
    content = [text_of(child) for child in node.named_children if child.type == "string_content"]
    return content[0] if node.type == "string" and len(content) == 1 else ""


def decoded(data: bytes) -> str:
    """The text of some parsed bytes; a grammar may cut a lone surrogate in two, which is then shown as a replacement."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")
