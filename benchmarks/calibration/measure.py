"""Labels and tiers -> precision and recall.

The plain precision is that of the sample, in which rare kinds of references count for more than in a repository. The
weighted one lets every reference count for as many as it was drawn from: an estimate (Horvitz and Thompson's) of the share
of right edits in the repositories, whatever tiers their references had when they were drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .population import STAYS, Prediction

BLIND = ("fresh", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
PARTS = ("tuning", "held-back", *BLIND)
TIERS = ("confident", "tentative", "manual")
WANTED = {"confident": 0.99, "tentative": 0.90}


@dataclass(frozen=True)
class Judged:
    """One labelled reference: `renamed` says whether a right migration renames it (`yes`, `no`, `either`).

    `weight`: how many references of its package it stands for.
    """

    half: str
    tier: str
    renamed: str
    place: str
    text: str
    said: Prediction | None = None
    weight: float = 1.0

    @property
    def wrong(self) -> bool:
        """Whether it is edited and must not be, or stays and must not."""
        return (self.renamed == "no" and self.tier in WANTED) or (self.renamed == "yes" and self.tier not in WANTED)

    @property
    def story(self) -> str:
        """What the plan says of it."""
        if self.said is None:
            return ""
        return self.said.reason or f"{self.said.confidence:.2f} " + "; ".join(map(str, self.said.evidence))


@dataclass(frozen=True)
class Row:
    """`judged` edits of one tier, `right` of which were to be made; `wanted`: all edits of the part to be made.

    `weight` and `right_weight`: how many references those judged and those right stand for.
    """

    half: str
    tier: str
    judged: int
    right: int
    wanted: int
    weight: float
    right_weight: float

    @property
    def precision(self) -> float:
        """The share of edits that were to be made; 1 without any."""
        return self.right / self.judged if self.judged else 1.0

    @property
    def weighted(self) -> float:
        """The share of edits that were to be made among the references that those judged stand for; 1 without any."""
        return self.right_weight / self.weight if self.judged else 1.0

    @property
    def recall(self) -> float:
        """The share of what is to be edited that this tier edits; 1 when nothing is."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precise_enough(self) -> bool:
        """Whether the tier keeps its promise."""
        return self.precision >= WANTED.get(self.tier, 0.0)


def table_of(results: Sequence[Judged]) -> tuple[Row, ...]:
    """A row for each part that was judged and each tier. References that may go either way are left out."""
    rows = []
    judged = {one.half for one in results}
    for half in [part for part in PARTS if part in judged]:
        mine = [one for one in results if one.half == half and one.renamed != "either"]
        wanted = sum(one.renamed == "yes" for one in mine)
        for tier in (*TIERS, STAYS):
            members = [one for one in mine if one.tier == tier]
            rows.append(_row(half, tier, members, wanted))
    return tuple(rows)


def _row(half: str, tier: str, members: Sequence[Judged], wanted: int) -> Row:
    right = [one.weight for one in members if one.renamed == "yes"]
    return Row(half, tier, len(members), len(right), wanted, sum(one.weight for one in members), sum(right))
