"""The inventory of the fixture platform is what platform.tsv says, item by item."""

import csv
import json
from pathlib import Path

import pytest

from flowcodemod.cli.inventory import inventory_json
from flowcodemod.inventory.discover import discover
from flowcodemod.inventory.index import index
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaign

FIXTURES = Path(__file__).parents[1] / "fixtures"
COLUMNS = ("path", "line", "column", "text", "role", "status", "active")


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    repository = Repository.find(FIXTURES / "platform")
    campaign = load_campaign("session-to-flow", root=repository.root)
    return json.loads(inventory_json(index(discover(repository, campaign), campaign)))


def test_counts(found: dict[str, object]) -> None:
    assert (found["files"], found["active"]) == (79, 237)


def test_every_item(found: dict[str, object]) -> None:
    with (FIXTURES / "platform.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    wanted = [
        (row["path"], int(row["line"]), int(row["column"]), *(row[name] for name in COLUMNS[3:6])) for row in rows
    ]
    items = found["items"]
    assert isinstance(items, list)
    assert sorted(tuple(item[name] for name in COLUMNS[:6]) for item in items) == sorted(wanted)
    active = {(row["path"], int(row["line"]), int(row["column"])) for row in rows if row["active"] == "yes"}
    assert {(item["path"], item["line"], item["column"]) for item in items if item["active"]} == active


def test_layers_cover_what_the_guide_counts(found: dict[str, object]) -> None:
    items = found["items"]
    assert isinstance(items, list)
    files = {(item["layer"], item["path"]) for item in items if item["active"]}
    assert sum(layer == "services" for layer, _ in files) == 12
    handler = "app/api/v1/endpoints/data_import/handlers/import_storage_handler.py"
    assert sum(item["path"] == handler for item in items) == 9
