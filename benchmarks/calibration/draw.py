"""Draw the sample: `PYTHONPATH=benchmarks python -m calibration.draw`. Done once, before any figure was seen.

Each package's share is spread over the pairs of role and tier it has: one from each, the rest in proportion to size.
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
    """Write sample.tsv."""
    parser = argparse.ArgumentParser(prog="draw", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("benchmarks/work/calibration"))
    workshop, console = Workshop(parser.parse_args().work.resolve()), Console(stderr=True)
    with (FOLDER / "sample.tsv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(COLUMNS)
        for package in load():
            for one, weight in draw(package, predict(package, workshop, console)):
                place = one.reference
                rows.writerow(
                    (package.name, package.version, package.half, place.path, place.line, place.column, place.text,
                     place.role.value, one.tier, f"{weight:.2f}")
                )  # fmt: skip
            console.print(f"{package.name}: drawn", style="dim")
    return 0


if __name__ == "__main__":
    sys.exit(main())
