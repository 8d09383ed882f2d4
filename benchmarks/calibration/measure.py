"""Labels and tiers -> precision and recall."""

from collections.abc import Sequence
from dataclasses import dataclass

from .population import STAYS, Prediction

PARTS = ("tuning", "held-back", "fresh")
TIERS = ("confident", "tentative", "manual")
WANTED = {"confident": 0.99, "tentative": 0.90}


@dataclass(frozen=True)
class Judged:
    """One labelled reference: `renamed` says whether a right migration renames it (`yes`, `no`, `either`)."""

    half: str
    tier: str
    renamed: str
    place: str
    text: str
    said: Prediction | None = None

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
    """`judged` edits of one tier, `right` of which were to be made; `wanted`: all edits of the part to be made."""

    half: str
    tier: str
    judged: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of edits that were to be made; 1 without any."""
        return self.right / self.judged if self.judged else 1.0

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
            rows.append(Row(half, tier, len(members), sum(one.renamed == "yes" for one in members), wanted))
    return tuple(rows)
