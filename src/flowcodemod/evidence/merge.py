"""Weighed bundles that share a merge become one: a place that holds both names changes whole or not at all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import TEXTUAL
from flowcodemod.model.splice import without_overlaps
from flowcodemod.model.twin import Merge, Twins
from flowcodemod.model.words import counted


def merge(weighed: Sequence[Weighed], twins: Twins) -> tuple[Weighed, ...]:
    """Join what one merge needs; the least certain of them decides for all. Sorted by first reference."""
    place = {(one.path, one.start): number for number, item in enumerate(weighed) for one in item.bundle.references}
    parent = list(range(len(weighed)))
    for one in twins.merges:
        _unite(parent, [place[key] for key in one.keys if key in place])
    for one, other in _overlapping(twins.merges):
        _unite(parent, [place[one.keys[0]], place[other.keys[0]]])
    merges: dict[int, list[Merge]] = defaultdict(list)
    for one in twins.merges:
        merges[_root(parent, place[one.keys[0]])].append(one)
    members: dict[int, list[Weighed]] = defaultdict(list)
    for number, item in enumerate(weighed):
        members[_root(parent, number)].append(item)
    joined = [_joined(several, merges.get(root, ())) for root, several in members.items()]
    return tuple(sorted(joined, key=lambda item: item.bundle.first))


def _unite(parent: list[int], numbers: Sequence[int]) -> None:
    roots = sorted({_root(parent, number) for number in numbers})
    for root in roots[1:]:
        parent[root] = roots[0]


def _overlapping(merges: Sequence[Merge]) -> Iterator[tuple[Merge, Merge]]:
    """Merges that change the same stretch, such as an argument that two of them drop: only one group may hold it."""
    spans = sorted((edit.path, edit.start, edit.end, number) for number, one in enumerate(merges) for edit in one.edits)
    for before, after in pairwise(spans):
        if before[0] == after[0] and (after[1] < before[2] or after[1:3] == before[1:3]):
            yield merges[before[3]], merges[after[3]]


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _joined(several: Sequence[Weighed], merges: Sequence[Merge]) -> Weighed:
    if not merges:
        return several[0]
    references = tuple(sorted(one for item in several for one in item.bundle.references))
    edits = without_overlaps(edit for one in merges for edit in one.edits)
    pieces = dict.fromkeys(piece for item in several for piece in item.evidence)
    places = len(merges)
    note = Evidence(Kind.MERGED, f"{counted(places, 'place')}{_dropped(edits)}")
    whole = Weighed(Bundle(references, several[0].bundle.evidence), (*pieces, note), tuple(edits))
    code = [item for item in several if any(one.role not in TEXTUAL for one in item.bundle.references)]
    return replace(whole, least=min(item.confidence for item in code or several))


def _dropped(edits: Sequence[Edit]) -> str:
    """The comments that go with a dropped half, so that none is lost in silence."""
    lines = [line.strip() for edit in edits for line in edit.old.splitlines()]
    comments = [line for line in lines if line.startswith(("#", "//", "--"))]
    return "; comments dropped: " + " / ".join(comments) if comments else ""


def covered(key: Key, edits: Mapping[str, Sequence[Edit]] | Sequence[Edit]) -> bool:
    """Whether a reference lies inside one of the edits of a merge."""
    several = edits.get(key[0], ()) if isinstance(edits, Mapping) else edits
    return any(one.path == key[0] and one.start <= key[1] < one.end for one in several)
