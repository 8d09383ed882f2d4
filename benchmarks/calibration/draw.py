"""Draw a part of the sample: `PYTHONPATH=benchmarks python -m calibration.draw PART`. Once, before its figures are seen.

Each package's share is spread over the pairs of role and tier it has: one from each, the rest in proportion to size.
The rows of the other parts stay as they are. `--blind` leaves the tiers out, so that whoever labels cannot see them.
"""

import argparse
import csv
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from exam.packages import Workshop

from .measure import PARTS
from .population import FOLDER, Package, Prediction, load, predict

SEED = 20261121
COLUMNS = ("package", "version", "half", "path", "line", "column", "text", "role", "tier", "weight")
Stratum = tuple[str, str]


def draw(package: Package, found: Sequence[Prediction], seed: int = SEED) -> list[tuple[Prediction, float]]:
    """Some predictions of a package, each with the number of references that it stands for."""
    strata: dict[Stratum, list[Prediction]] = defaultdict(list)
    for one in found:
        strata[one.reference.role.value, one.tier].append(one)
    chance = random.Random(f"{seed} {package.name}")
    shares = spread({name: len(members) for name, members in sorted(strata.items())}, package.draw)
    drawn = []
    for name, share in shares.items():
        weight = len(strata[name]) / share
        drawn += [(one, weight) for one in chance.sample(strata[name], share)]
    return sorted(drawn, key=lambda pair: pair[0].reference)


def spread(sizes: Mapping[Stratum, int], total: int) -> dict[Stratum, int]:
    """How many to draw from each stratum: one, then the largest shortfall against its proportion, until `total`."""
    shares = dict.fromkeys(sizes, 1)
    whole = sum(sizes.values())
    for _ in range(min(total, whole) - len(shares)):
        open_ = [name for name in sizes if shares[name] < sizes[name]]
        shares[max(open_, key=lambda name: (sizes[name] / whole * total - shares[name], name))] += 1
    return shares


def main() -> int:
    """Put the rows of one part into sample.tsv."""
    parser = argparse.ArgumentParser(prog="draw", description=__doc__)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--work", type=Path, default=Path("benchmarks/work/calibration"))
    options = parser.parse_args()
    workshop, console = Workshop(options.work.resolve()), Console(stderr=True)
    added = []
    for package in load():
        if package.half == options.part:
            drawn = draw(package, predict(package, workshop, console))
            added += [_row(package, one, weight, blind=options.blind) for one, weight in drawn]
            console.print(f"{package.name}: drawn", style="dim")
    _write(options.part, added)
    return 0


def _row(package: Package, one: Prediction, weight: float, *, blind: bool) -> tuple[str, ...]:
    place = one.reference
    return (
        package.name, package.version, package.half, place.path, str(place.line), str(place.column), place.text,
        place.role.value, "" if blind else one.tier, f"{weight:.2f}",
    )  # fmt: skip


def _write(part: str, added: Sequence[Sequence[str]]) -> None:
    """Put the rows in the place of those of the same part, behind all others."""
    path = FOLDER / "sample.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        kept = [row for row in csv.reader(file, delimiter="\t") if row[COLUMNS.index("half")] != part]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows([*kept, *added])


if __name__ == "__main__":
    sys.exit(main())
