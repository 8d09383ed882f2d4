"""What one merge needs is one group; what changes the same stretch is, too."""

import pytest

from flowcodemod.evidence.merge import merge
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.twin import Merge, Twins
from flowcodemod.model.words import Spelling


def weighed(start: int, kind: Kind) -> Weighed:
    one = Reference("a.py", start, start + 10, 1, start + 1, "session_id", Spelling.SNAKE, Role.VARIABLE)
    return Weighed(Bundle((one,), ()), (Evidence(kind),))


def of(*starts: int, edits: tuple[Edit, ...]) -> Merge:
    return Merge((("a.py", starts[0]),), tuple(("a.py", start) for start in starts), edits)


def deletion(start: int, end: int) -> Edit:
    return Edit("a.py", start, end, 1, "x" * (end - start), "")


SURE, UNSURE = Kind.RESOLVED, Kind.SAME_NAME


def test_the_least_certain_decides() -> None:
    (one,) = merge([weighed(0, SURE), weighed(20, UNSURE)], Twins(merges=(of(0, 20, edits=(deletion(0, 30),)),)))
    assert one.confidence == UNSURE.weight
    assert [reference.start for reference in one.bundle.references] == [0, 20]
    assert one.merges == (deletion(0, 30),)


def test_the_same_stretch_is_in_one_group() -> None:
    merges = (of(0, edits=(deletion(50, 60),)), of(20, edits=(deletion(50, 60),)))
    (one,) = merge([weighed(0, SURE), weighed(20, SURE)], Twins(merges=merges))
    assert one.merges == (deletion(50, 60),)


@pytest.mark.parametrize(
    "merges",
    [
        (),
        (of(0, edits=(deletion(0, 10),)),),
        (of(0, edits=(deletion(0, 10),)), of(20, edits=(deletion(20, 30),))),
        (of(0, edits=(deletion(0, 20),)), of(20, edits=(deletion(20, 30),))),
    ],
)
def test_others_stay_apart(merges: tuple[Merge, ...]) -> None:
    before = [weighed(0, SURE), weighed(20, UNSURE)]
    assert [one.confidence for one in merge(before, Twins(merges=merges))] == [SURE.weight, UNSURE.weight]
