"""What each policy means for a database that is there already, and for keys that the platform writes and reads."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import CommandLine
from flowcodemod.repo.settings import load_campaign

RULES = Path(__file__).parents[2] / "rules" / "session_to_flow.toml"
WRITE = """
from app.core.database import Base, db_session, make_engine, make_sessions
from app.services.llm_usage_service import move_usage, record_usage, tokens_by_flow
engine = make_engine("sqlite:///usage.db")
Base.metadata.create_all(engine)
with db_session(make_sessions(engine)) as db:
    record_usage(db, "f1", "m", {tokens})
    print(tokens_by_flow(db), move_usage(db, "f1", "f2")["tokens"], tokens_by_flow(db))
"""
STORE = """
import asyncio
from app.api.v1.endpoints.data_import.handlers.import_retrieval_handler import ImportRetrievalHandler
from app.api.v1.endpoints.data_import.handlers.import_storage_handler import ImportStorageHandler
from app.core.store import KeyValueStore
store = KeyValueStore()
asyncio.run(ImportStorageHandler(store).store_import_data("f1", {"rows": [1]}))
print(store.keys(), ImportRetrievalHandler(store).load("f1"), ImportRetrievalHandler(store).stored())
"""


def campaign(folder: Path, boundary: str, policy: str) -> list[str]:
    """The shipped campaign with another policy at one boundary, in a file beside the repository."""
    text = re.sub(rf'^{boundary} = "\w+"$', f'{boundary} = "{policy}"', RULES.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub(r'^"llm_usage_logs.*\n', "", text, flags=re.MULTILINE)
    file = folder / "campaign.toml"
    file.write_text(text, "utf-8")
    assert load_campaign(str(file)).name == "session-to-flow"
    return ["--campaign", str(file), "--python", sys.executable]


def run(root: Path, code: str) -> str:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def columns(root: Path) -> list[str]:
    with sqlite3.connect(root / "usage.db") as database:
        return [row[1] for row in database.execute("pragma table_info(llm_usage_logs)")]


@pytest.mark.parametrize(
    ("policy", "field", "stored"),
    [
        ("rename", "flow_id: Mapped[str] = mapped_column(ForeignKey", "flow_id"),
        ("pin", 'flow_id: Mapped[str] = mapped_column("session_id", ForeignKey', "session_id"),
        ("keep", "session_id: Mapped[str] = mapped_column(ForeignKey", "session_id"),
    ],
)
def test_rows_written_before_are_read_after(
    platform: CommandLine, tmp_path: Path, policy: str, field: str, stored: str
) -> None:
    (platform.root / ".git/info/exclude").write_text("usage.db\n", "utf-8")
    assert run(platform.root, WRITE.format(tokens=3)) == "{'f1': 3} 3 {'f2': 3}"
    platform("apply", *campaign(tmp_path, "database", policy), "--yes", "--changes-file", "CHANGES.md")
    step = "rename the column llm_usage_logs.session_id to flow_id"
    assert (step in (platform.root / "CHANGES.md").read_text("utf-8")) is (policy == "rename")
    if policy == "rename":
        with sqlite3.connect(platform.root / "usage.db") as database:
            database.execute("alter table llm_usage_logs rename column session_id to flow_id")
    assert field in (platform.root / "app/models/llm_usage_log.py").read_text("utf-8")
    assert run(platform.root, WRITE.format(tokens=4)) == "{'f1': 4, 'f2': 3} 7 {'f2': 7}"
    assert stored in columns(platform.root)


@pytest.mark.parametrize(("policy", "key"), [("rename", "import_flow_f1"), ("keep", "import_session_f1")])
def test_what_is_written_under_a_key_is_read_back(platform: CommandLine, tmp_path: Path, policy: str, key: str) -> None:
    platform("apply", *campaign(tmp_path, "cache", policy), "--yes")
    assert run(platform.root, STORE) == f"['{key}'] {{'rows': [1]}} ['f1']"
