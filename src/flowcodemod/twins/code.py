"""The code around twins: trees of every file, spans of nodes, and deletions that leave tidy text behind."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from tree_sitter import Node

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.concept import Concept
from flowcodemod.model.link import Key
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import TEXTUAL, Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.model.source import Source
from flowcodemod.model.twin import Span
from flowcodemod.program.program import Program
from flowcodemod.readers.languages import PYTHON, grammar_of
from flowcodemod.readers.syntax import Syntax

_DEFINING = frozenset({SiteKind.PARAMETER, SiteKind.MEMBER})
SIMPLE = frozenset({"identifier", "attribute", "string", "integer", "float", "true", "false", "none"})


_DEFINITIONS = frozenset({"function_definition", "class_definition", "decorated_definition"})


class Code:
    """The program's texts and trees, with what each reference is going to be called."""

    def __init__(self, program: Program, concept: Concept, bundles: Sequence[Bundle] = ()) -> None:
        self.program = program
        self._number = {key(reference): number for number, one in enumerate(bundles) for reference in one.references}
        self._defined = {self._number[key(reference)] for reference, site in program.sites() if site.kind in _DEFINING}
        self.concept = concept
        self._syntax: dict[str, Syntax | None] = {}

    def references(self) -> Iterator[tuple[Reference, Site, str]]:
        """Every open reference in code or data that has a new name: reference, site, new name."""
        for file in self.program.index.files.values():
            if not file.parses:
                continue
            for reference in file.references:
                new = self.renamed(reference)
                if new is not None and reference.role not in TEXTUAL:
                    yield reference, self.program.index.site(reference), new

    def renamed(self, reference: Reference) -> str | None:
        """What a reference would be called, None when it is not to be renamed."""
        if reference.status is not Status.OPEN or reference.role is Role.FILENAME:
            return None
        return self.concept.rename(reference.text)

    def may_belong(self, label: Key, definition: Key) -> bool:
        """Whether a label may name a parameter or field: proven to, or nothing proves that it names another one."""
        number = self._number.get(label)
        return number == self._number.get(definition) or number not in self._defined

    def source(self, path: str) -> Source | None:
        """A file of the repository, None when it cannot be read as text."""
        return self.program.modules.source(path)

    def syntax(self, path: str) -> Syntax | None:
        """The tree of a file, None where no grammar reads it."""
        file = self.program.index.files.get(path)
        if file is not None and file.syntax is not None:
            return file.syntax
        if path not in self._syntax:
            source = self.source(path)
            grammar = grammar_of(path, source.text[:80].partition("\n")[0]) if source else None
            self._syntax[path] = Syntax(source.text, grammar) if source and grammar else None
        return self._syntax[path]

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """Every Python file of the repository."""
        return tuple(path for path in self.program.index.paths if grammar_of(path) is PYTHON)

    def node(self, reference: Reference) -> Node | None:
        """The node of a reference."""
        syntax = self.syntax(reference.path)
        return syntax.node_at(reference.start, reference.end) if syntax else None

    def span(self, path: str, node: Node) -> Span:
        """The code points of a node."""
        syntax = self.syntax(path)
        if syntax is None:
            raise ValueError(f"{path} has no tree")
        return path, syntax.offsets.to_index(node.start_byte), syntax.offsets.to_index(node.end_byte)

    def edit(self, path: str, start: int, end: int, new: str = "") -> Edit:
        """Replace a stretch of a file."""
        text = self.text(path)
        return Edit(path, start, end, text.count("\n", 0, start) + 1, text[start:end], new)

    def text(self, path: str) -> str:
        """The text of a file."""
        source = self.source(path)
        return source.text if source else ""

    def mentions(self, path: str, name: str) -> Iterator[int]:
        """Where a word stands in a file."""
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.text(path)):
            yield match.start()

    def inside(self, span: Span) -> Iterator[Reference]:
        """The references in a stretch of code."""
        file = self.program.index.files.get(span[0])
        for reference in file.references if file else ():
            if span[1] <= reference.start and reference.end <= span[2]:
                yield reference

    # Deletions

    def without_entry(self, path: str, entry: Node) -> tuple[Edit, ...]:
        """Delete an entry of a list with commas, and the line it leaves empty; a comment beside it stays."""
        text = self.text(path)
        _, start, end = self.span(path, entry)
        following = re.compile(r"[ \t]*,").match(text, end)
        line = text.rfind("\n", 0, start) + 1
        alone = not text[line:start].strip()
        if following:
            after = following.end()
            rest = re.compile(r"[ \t]*(?P<comment>#[^\r\n]*|//[^\r\n]*)?(?P<end>\r?\n)?").match(text, after)
            if alone and rest and rest["comment"]:
                return (self.edit(path, start, rest.start("comment")),)
            if alone and rest and rest["end"]:
                return (self.edit(path, line, rest.end()),)
            blank = re.compile(r"[ \t]*").match(text, after)
            closes = text[blank.end() : blank.end() + 1] in ")]}" if blank else False
            single = self._single(entry)
            return (self.edit(path, start, after if closes or not blank else blank.end()), *self._comma(path, single))
        before = re.search(r",\s*$", text[:start])
        if before is None:
            return (self.edit(path, start, end),)
        single = self._single(entry)
        kept = before.start() + 1 if single is not None else before.start()
        return (self.edit(path, kept, end),)

    @staticmethod
    def _single(entry: Node) -> Node | None:
        """The one element that a tuple keeps when an entry goes: it needs a comma to stay a tuple."""
        parent = entry.parent
        if parent is None or parent.type != "tuple" or len(parent.named_children) != 2:
            return None
        return next(one for one in parent.named_children if one.id != entry.id)

    def _comma(self, path: str, single: Node | None) -> tuple[Edit, ...]:
        if single is None or (single.next_sibling is not None and single.next_sibling.type == ","):
            return ()
        _, _, end = self.span(path, single)
        return (self.edit(path, end, end, ","),)

    def without_statement(self, path: str, statement: Node) -> tuple[Edit, ...]:
        """Delete a statement with its lines; a comment at its end stays; `pass` where nothing else is left."""
        text = self.text(path)
        _, start, end = self.span(path, statement)
        block = statement.parent
        line = text.rfind("\n", 0, start) + 1
        rest = re.compile(r"[ \t]*(?P<comment>#[^\r\n]*|//[^\r\n]*)?(?P<end>\r?\n|\Z)").match(text, end)
        last = block is not None and block.type == "block" and len(_statements(block)) == 1
        if last or text[line:start].strip() or rest is None:
            return (self.edit(path, start, end, "pass"),)
        if rest["comment"]:
            return (self.edit(path, start, rest.start("comment")),)
        end = rest.end()
        if statement.type in _DEFINITIONS:
            blank = re.compile(r"(?:[ \t]*\r?\n)*").match(text, end)
            before = re.search(r"(?:\r?\n[ \t]*)*\n\Z", text[:line])
            if statement.next_named_sibling is not None and blank:
                end = blank.end()
            elif before and statement.prev_named_sibling is not None:
                line = text.index("\n", before.start()) + 1
        return (self.edit(path, line, end),)

    def without_line(self, path: str, entry: Node) -> tuple[Edit, ...]:
        """Delete an entry with lines of its own (YAML, TOML, members of an interface); a comment at its end stays."""
        text = self.text(path)
        _, start, end = self.span(path, entry)
        line = text.rfind("\n", 0, start) + 1
        rest = re.compile(r"[ \t]*[;,]?[ \t]*(?P<comment>#[^\r\n]*|//[^\r\n]*)?(?P<end>\r?\n|\Z)").match(text, end)
        if text[line:start].strip() or rest is None:
            tail = re.compile(r"[ \t]*[;,]?[ \t]*").match(text, end)
            return (self.edit(path, start, tail.end() if tail else end),)
        if rest["comment"]:
            return (self.edit(path, start, rest.start("comment")),)
        return (self.edit(path, line, rest.end()),)


def _statements(block: Node) -> list[Node]:
    return [one for one in block.named_children if one.type != "comment"]


def key(reference: Reference) -> Key:
    """The key of a reference."""
    return reference.path, reference.start


def statement_of(node: Node) -> Node:
    """The statement, or decorated definition, that a node is part of."""
    while node.parent is not None and node.parent.type not in ("block", "module"):
        node = node.parent
    return node
