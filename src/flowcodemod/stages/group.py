"""References -> bundles: what proof ties together changes together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.evidence import Evidence
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.program.program import Program

Linker = Callable[[Program], Iterator[Link | Claim]]


def group(program: Program, linkers: Sequence[Linker]) -> tuple[Bundle, ...]:
    """Bundle the references in texts by every link of every linker; sorted by the first reference of each."""
    forest = _Forest(program.index.by_key)
    evidence: dict[Key, set[Evidence]] = defaultdict(set)
    for linker in linkers:
        for tie in linker(program):
            if isinstance(tie, Link):
                forest.join(tie.one, tie.other)
                evidence[tie.one].add(tie.evidence)
            else:
                evidence[tie.key].add(tie.evidence)
    bundles = []
    for keys in forest.trees():
        references = tuple(sorted(program.index.by_key[key] for key in keys))
        known = {piece for key in keys for piece in evidence.get(key, ())}
        bundles.append(Bundle(references, tuple(sorted(known, key=lambda piece: (piece.kind.slug, piece.detail)))))
    return tuple(sorted(bundles, key=lambda bundle: bundle.first))


class _Forest:
    """Union-find over keys."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._parent = {key: key for key in keys}

    def _root(self, key: Key) -> Key:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: Key, other: Key) -> None:
        """Put two keys into one tree; a key that is no reference is left alone."""
        if one in self._parent and other in self._parent:
            first, second = sorted((self._root(one), self._root(other)))
            self._parent[second] = first

    def trees(self) -> Iterator[list[Key]]:
        """The keys of each tree."""
        trees: dict[Key, list[Key]] = defaultdict(list)
        for key in self._parent:
            trees[self._root(key)].append(key)
        yield from trees.values()
