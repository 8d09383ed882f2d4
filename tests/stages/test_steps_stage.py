"""What must be done outside the repository: said for what is stored or published, and for nothing else."""

from pathlib import Path

import pytest

from flowcodemod.model.plan import OperationKind
from renaming import planned

RENAME = 'old = "session_id"\nnew = "flow_id"\n[boundaries]\n' + "".join(
    f'{name} = "rename"\n' for name in ("database", "http", "cache", "disk", "queue", "telemetry")
)
PIN = RENAME.replace('database = "rename"', 'database = "pin"')
MODEL = """\
from sqlalchemy import Column, Integer
class Asset(Base):
    __tablename__ = "assets"
    session_id = Column(Integer)
"""


def asked(root: Path, files: dict[str, str], campaign: str = RENAME) -> list[str]:
    made = planned(root / "repo", files, campaign)
    found = [one for one in made.plan.operations if one.kind is OperationKind.STEP]
    groups = {group.id for group in made.plan.groups}
    assert all(one.group in groups for one in found)
    return sorted({one.detail for one in found})


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (MODEL, "rename the column assets.session_id to flow_id in the database, with its indexes and constraints"),
        (
            "cache.set(f'import_session_id:{x}', 1)\n",
            "rename what is stored under 'import_session_id:{}' to 'import_flow_id:{}', and expect old keys until they"
            " expire",
        ),
        (
            "open('/tmp/session_id/a.json')\n",
            "move '/tmp/session_id/a.json' to '/tmp/flow_id/a.json' on every disk that has it",
        ),
        ("h = {'X-Session-Id': 1}\n", "clients send the header 'X-Flow-Id' in place of 'X-Session-Id'"),
        (
            "import os\nx = os.environ['SESSION_ID']\n",
            "set 'FLOW_ID' in place of 'SESSION_ID' wherever the program is started",
        ),
        ("client.get('/session_id/list')\n", "tell the clients of '/session_id/list' that it is '/flow_id/list' now"),
    ],
)
def test_each_boundary_says_what_to_do(tmp_path: Path, text: str, step: str) -> None:
    assert asked(tmp_path, {"app/a.py": text}) == [step]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tests/test_a.py", "import os\nx = os.environ['SESSION_ID']\n"),  # a test's own
        ("app/a.py", "def f(session_id):\n    return session_id\n"),  # stays in the program
        ("app/a.py", "# see /tmp/session_id/a.json\nx = 1\n"),  # a comment
        ("app/a.py", "print('the session_id is missing')\n"),
    ],
)
def test_what_stays_in_the_program_asks_for_nothing(tmp_path: Path, path: str, text: str) -> None:
    assert asked(tmp_path, {path: text}) == []


def test_a_pinned_column_keeps_its_stored_name(tmp_path: Path) -> None:
    assert asked(tmp_path, {"app/a.py": MODEL}, PIN) == []


def test_a_file_of_the_repository_is_moved_by_the_run_not_by_people(tmp_path: Path) -> None:
    files = {"data/session_id.json": "{}\n", "app/a.py": "open('data/session_id.json')\n"}
    assert not any(step.startswith("move 'data") for step in asked(tmp_path, files))


DJANGO = "from django.db import models\n\n\nclass Run(models.Model):\n    session_id = models.CharField({})\n"
MIGRATION = "write the migration that renames the field Run.session_id to flow_id (makemigrations asks whether)"


def test_django_is_told_of_a_field_also_where_its_column_stays(tmp_path: Path) -> None:
    assert asked(tmp_path / "pinned", {"app/a.py": DJANGO.format("max_length=8")}, PIN) == [MIGRATION]
    assert asked(tmp_path / "named", {"app/a.py": DJANGO.format('db_column="s"')}) == [MIGRATION]


def test_a_column_that_django_renames_is_renamed_in_the_database(tmp_path: Path) -> None:
    column = "rename the column session_id to flow_id in the database, with its indexes and constraints"
    assert asked(tmp_path, {"app/a.py": DJANGO.format("max_length=8")}) == [column, MIGRATION]


@pytest.mark.parametrize(
    "field",
    [
        'session_id = Column("sid", Integer)',
        'session_id = mapped_column(name="sid")',
        'session_id: Mapped[int] = mapped_column("sid")',
    ],
)
def test_a_column_that_says_a_name_of_its_own_asks_for_nothing(tmp_path: Path, field: str) -> None:
    assert asked(tmp_path, {"app/a.py": MODEL.replace("session_id = Column(Integer)", field)}) == []


def test_a_pin_that_is_taken_back_asks_for_nothing(tmp_path: Path) -> None:
    text = MODEL.replace("session_id = Column(Integer)", 'session = Column("flow_id", Integer)')
    assert asked(tmp_path, {"app/a.py": text}, PIN.replace('old = "session_id"', 'old = "session"')) == []


@pytest.mark.parametrize("said", ["data/session_id.json", "session_id.json"])
def test_so_is_one_that_is_named_by_its_end(tmp_path: Path, said: str) -> None:
    files = {"app/data/session_id.json": "{}\n", "app/a.py": f"open('{said}')\n"}
    assert not any(step.startswith("move '") for step in asked(tmp_path, files))


def test_a_file_that_is_not_here_is_moved_by_people(tmp_path: Path) -> None:
    files = {"app/data/session_id.json": "{}\n", "app/a.py": "open('other/session_id.json')\n"}
    assert any(step.startswith("move 'other/session_id.json'") for step in asked(tmp_path, files))
