"""Precision and recall of each tier: `PYTHONPATH=benchmarks python -m calibration.run [PACKAGE ...]`.

Every package is fetched, planned in an environment of its own, and the labelled references are looked up in the plan.
A blind part is left alone unless `--part` asks for it (fresh, fourth and so on): once looked at, it is no longer blind.
Exits 1 when a tier of any part that was measured is less precise than it claims. Precision is that of the sample; weighted
precision estimates that of the repositories it was drawn from: measure.py says how.
"""

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from exam.packages import Workshop

from .labels import labelled
from .measure import PARTS, WANTED, Judged, Row, table_of
from .population import FOLDER, Package, Prediction, load, predict

LOOKED_AT = ("tuning", "held-back")


def judged(predictions: Iterable[Prediction], labels: Sequence[dict[str, str]], half: str) -> Iterator[Judged]:
    """The labelled references of a package beside what the plan says of them. Raises KeyError when one is not found."""
    found = {(one.reference.path, one.reference.line, one.reference.column): one for one in predictions}
    for label in labels:
        one = found[label["path"], int(label["line"]), int(label["column"])]
        place = f"{label['path']}:{label['line']}"
        yield Judged(half, one.tier, label["renamed"], place, label["text"], one, float(label["weight"]))


def chosen(packages: Iterable[Package], names: Sequence[str], parts: Sequence[str]) -> Iterator[Package]:
    """The packages of some parts; with names, only those."""
    for package in packages:
        if package.half in parts and (not names or package.name in names):
            yield package


def main() -> int:
    """Print the table, and what was judged wrongly."""
    parser = argparse.ArgumentParser(prog="run", description=__doc__)
    parser.add_argument("packages", nargs="*")
    parser.add_argument(
        "--part", action="append", choices=PARTS, help="tuning and held-back by default; may be repeated"
    )
    parser.add_argument("--work", type=Path, default=Path("benchmarks/work/calibration"))
    parser.add_argument("--write", metavar="HEADING", help="add the table to figures.tsv under this heading")
    options = parser.parse_args()
    console = Console(width=150, highlight=False)
    workshop, quiet = Workshop(options.work.resolve()), Console(stderr=True, quiet=True)
    labels = labelled()
    results: list[Judged] = []
    for package in chosen(load(), options.packages, options.part or LOOKED_AT):
        mine = [label for label in labels if label["package"] == package.name]
        results += judged(predict(package, workshop, quiet), mine, package.half)
    rows = table_of(results)
    for one in results:
        if one.wrong:
            console.print(Text(f"{one.half} {one.tier}: {one.place}: {one.text}: {one.story}"), style="dim")
    console.print(_shown(rows))
    if options.write:
        _write(rows, options.write)
    return 0 if all(row.precise_enough for row in rows) else 1


def _write(rows: Iterable[Row], heading: str) -> None:
    """Put the rows in the place of those of the same heading, else behind all others."""
    path = FOLDER / "figures.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        kept = [row for row in csv.reader(file, delimiter="\t") if row[0] != heading]
    added = [
        (heading, row.half, row.tier, row.judged, row.right, row.wanted, f"{row.weighted:.4f}" if row.judged else "")
        for row in rows
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows([*kept, *added])


def _shown(rows: Iterable[Row]) -> Table:
    """A line for each part and tier."""
    table = Table("part", "tier", box=None, pad_edge=False)
    for heading in ("edits judged", "right", "precision", "weighted", "wanted", "recall"):
        table.add_column(heading, justify="right")
    for row in rows:
        wanted = f"{WANTED[row.tier]:.0%}" if row.tier in WANTED else ""
        precision = f"{row.precision:.1%}" if row.judged else "-"
        weighted = f"{row.weighted:.1%}" if row.judged else "-"
        counts = (str(row.judged), str(row.right))
        table.add_row(row.half, row.tier, *counts, precision, weighted, wanted, f"{row.recall:.1%}")
    return table


if __name__ == "__main__":
    sys.exit(main())
