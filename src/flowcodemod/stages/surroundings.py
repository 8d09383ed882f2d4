"""What stands around a reference in its syntax tree: the entry it names, and that entry's neighbours."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from tree_sitter import Node

from flowcodemod.model.reference import Reference
from flowcodemod.readers.containers import kinds_of, name_of, unquoted
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax
from flowcodemod.readers.trail import Trail

_WRAPPERS = frozenset({"expression_statement", "decorated_definition"})


class Surroundings:
    """What stands around places of one parsed text; asked in the order of the text, each node is stepped over once."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self._trail = Trail(syntax.tree)
        self._last = 0
        self._names: dict[int, frozenset[str]] = {}

    def around(self, start: int, end: int) -> tuple[Node, ...]:
        """The nodes around a span of code points, from the smallest outwards, as far as they may matter."""
        if start < self._last:
            self._trail = Trail(self.syntax.tree)
        self._last = start
        return self._trail.place(*self.syntax.offsets.to_bytes(start, end)).nodes

    def beside(self, reference: Reference) -> frozenset[str]:
        """The names of all entries of the container in which a reference names one; empty when it names none."""
        nodes = self.around(reference.start, reference.end)
        for depth, (node, parent) in enumerate(pairwise(nodes)):
            if parent.type in _WRAPPERS:
                continue
            kinds = kinds_of(parent)
            outer = nodes[depth + 2 : depth + 3]
            if kinds is None or (parent.type == "block" and not (outer and outer[0].type == "class_definition")):
                continue
            name = _name(node, kinds)
            holds = name is not None and name.start_byte <= nodes[0].start_byte < name.end_byte
            return self._entries(parent, kinds) if holds and name and unquoted(name) == reference.text else frozenset()
        return frozenset()

    def _entries(self, container: Node, kinds: Mapping[str, str]) -> frozenset[str]:
        if container.id not in self._names:
            names = (_name(entry, kinds) for entry in container.named_children)
            self._names[container.id] = frozenset(unquoted(name) for name in names if name is not None)
        return self._names[container.id]


@lru_cache(maxsize=1)
def surroundings(path: str, text: str) -> Surroundings | None:
    """The surroundings in a file, None where no grammar reads it."""
    grammar = grammar_of(path, text[:80].partition("\n")[0])
    return Surroundings(Syntax(text, grammar)) if grammar else None


def _name(entry: Node, kinds: Mapping[str, str]) -> Node | None:
    """The node that names an entry, which a statement or its decorators may wrap."""
    if entry.type in _WRAPPERS and entry.named_children:
        entry = entry.named_children[-1]
    return name_of(entry, kinds)
