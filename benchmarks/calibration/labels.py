"""The labels as they are committed, each with the weight that the draw gave its reference."""

import csv

from .population import FOLDER

PLACE = ("package", "path", "line", "column", "text")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the calibration's tables. Raises OSError when there is none."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def labelled() -> list[dict[str, str]]:
    """Every label, with the `weight` of its row of the sample. Raises KeyError for a reference that was not drawn."""
    weights = {place(row): row["weight"] for row in rows("sample.tsv")}
    return [{**row, "weight": weights[place(row)]} for row in rows("labels.tsv")]


def place(row: dict[str, str]) -> tuple[str, ...]:
    """What tells a drawn reference from all others."""
    return tuple(row[name] for name in PLACE)
