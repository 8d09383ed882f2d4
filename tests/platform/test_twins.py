"""Both names in one place on the platform: every `merge` and `ask` row of platform.tsv, item by item."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.console import Console

from flowcodemod.cli.session import Planned, Request, make_plan
from flowcodemod.model.plan import Edit, NotEdited, Reason
from flowcodemod.model.splice import splice
from flowcodemod.readers.duplicates import added
from flowcodemod.readers.offsets import Offsets

FIXTURES = Path(__file__).parents[1] / "fixtures"
ASKED = {Reason.QUESTION, Reason.HELD_BY, Reason.UNRESOLVED}


class Row(NamedTuple):
    """One reference of the truth file."""

    path: str
    line: int
    column: int
    text: str
    action: str


def rows(action: str) -> Iterator[Row]:
    with (FIXTURES / "platform.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if row["action"] == action:
                yield Row(row["path"], int(row["line"]), int(row["column"]), row["text"], action)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    root = tmp_path_factory.mktemp("twins") / "platform"
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=FIXTURES / "platform", check=True, capture_output=True
    ).stdout
    for name in filter(None, os.fsdecode(listed).split("\0")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(FIXTURES / "platform" / name, root / name)
    for arguments in (["init", "-q"], ["add", "-A", "-f"]):
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)
    return make_plan(Request(root, Path(), "session-to-flow", python=Path(sys.executable)), Console(quiet=True))


def edits_at(made: Planned, row: Row) -> list[Edit]:
    """The confident edits whose span holds a reference."""
    return [
        edit
        for group in made.chosen(0.9, ()).groups
        for edit in group.edits
        if edit.path == row.path and edit.start <= place(made, row) < edit.end
    ]


def place(made: Planned, row: Row) -> int:
    offsets = Offsets(made.index.files[row.path].source.text)
    found = [one for one in made.index.files[row.path].references if (one.line, one.column) == (row.line, row.column)]
    assert len(found) == 1
    assert offsets.line_column(found[0].start) == (row.line, row.column)
    return found[0].start


def left(made: Planned, row: Row) -> NotEdited | None:
    where = (row.path, row.line, row.column)
    return next((one for one in made.plan.not_edited if (one.path, one.line, one.column) == where), None)


def test_merge_rows_vanish_into_the_new_name(made: Planned) -> None:
    wrong = []
    for row in rows("merge"):
        edits = edits_at(made, row)
        if len(edits) != 1 or edits[0].old == row.text or left(made, row):
            wrong.append((row, edits, left(made, row)))
    assert wrong == []


def test_ask_rows_stay_and_are_asked_about(made: Planned) -> None:
    wrong = []
    for row in rows("ask"):
        stays = left(made, row)
        if stays is None or stays.reason not in ASKED or edits_at(made, row):
            wrong.append((row, stays))
    assert wrong == []


def test_nothing_stands_twice_and_everything_compiles(made: Planned) -> None:
    edits = made.chosen(0.9, ()).edits()
    for path in sorted({edit.path for edit in edits if edit.path.endswith(".py")}):
        source = (made.repository.root / path).read_bytes()
        text = made.index.files[path].source.text if path in made.index.files else source.decode()
        after = splice(text, [edit for edit in edits if edit.path == path])
        compile(after, path, "exec", dont_inherit=True)
        assert added(text, after) == []


LISTENER = """\
        flow_id = event_data.get('flow_id')
        if not flow_id:
            raise ValueError("flow_id is required for all flow events")
        logger.info("flow event", extra=log_context(flow_id=flow_id))
        entry = {"flow_id": flow_id, "kind": event_data.get("kind", "progress")}
"""
SCHEMA = "class UserSession(BaseModel):\n    user_id: str\n    flow_id: str\n"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("app/services/crewai_flows/event_listeners/discovery_flow_listener.py", LISTENER),
        ("app/schemas/auth_schemas.py", SCHEMA),
    ],
)
def test_the_target_pattern_of_the_guide(made: Planned, path: str, wanted: str) -> None:
    edits = [edit for edit in made.chosen(0.9, ()).edits() if edit.path == path]
    assert wanted in splice(made.index.files[path].source.text, edits)


def test_a_caller_without_any_reference_on_its_line_loses_the_argument(made: Planned) -> None:
    path = "tests/test_telemetry.py"
    edits = [edit for edit in made.chosen(0.9, ()).edits() if edit.path == path]
    assert 'log_context("f1") == {"flow_id": "f1"}' in splice(made.index.files[path].source.text, edits)
