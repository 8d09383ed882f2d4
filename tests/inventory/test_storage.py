"""The storage inventory: patterns however they are put together, and who writes and reads under them."""

from pathlib import Path

import pytest

from flowcodemod.inventory.discover import discover
from flowcodemod.inventory.index import index
from flowcodemod.inventory.storage import Stored, storage
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaign
from pipeline import lay

FIXTURES = Path(__file__).parents[1] / "fixtures"


def rows(root: Path, campaign: str | None = None) -> dict[str, Stored]:
    asked = load_campaign(campaign) if campaign else load_campaign(None, "session_id", "flow_id")
    return {row.pattern: row for row in storage(index(discover(Repository.find(root), asked), asked))}


@pytest.mark.parametrize(
    ("code", "pattern"),
    [
        ('store.set(f"session_id:{one}", 1)', "session_id:{}"),
        ('store.set("session_id:%s" % one, 1)', "session_id:{}"),
        ('store.set("session_id:{}".format(one), 1)', "session_id:{}"),
        ('store.set("session_id:" + one + ":meta", 1)', "session_id:{}:meta"),
        ('os.makedirs(os.path.join("/tmp/session_ids", one))', "/tmp/session_ids/{}"),
        ('path = Path("/tmp/session_ids") / one / "a.json"', "/tmp/session_ids/{}/a.json"),
    ],
)
def test_one_pattern_however_it_is_spelled(tmp_path: Path, code: str, pattern: str) -> None:
    lay(tmp_path, {"app.py": f"def save(store, one):\n    {code}\n"})
    assert list(rows(tmp_path)) == [pattern]


def test_writers_and_readers(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {
            "write.py": """
                def save(store, one, value):
                    key = f"session_id:{one}"
                    store.set(key, value)
                """,
            "read.py": """
                def load(store, one):
                    return store.get(f"session_id:{one}")
                """,
            "limits.yaml": "pattern: session_id:{}\n",
        },
    )
    assert rows(tmp_path) == {
        "session_id:{}": Stored("session_id:{}", ("write.py:2",), ("read.py:2",), ("limits.yaml:1",))
    }


@pytest.mark.parametrize(
    "code",
    [
        'store.set("session_id", 1)',
        'print("the session_id is gone")',
        'client.get("/runs/session_id")',
        "session_id = 1",
    ],
)
def test_what_is_no_pattern(tmp_path: Path, code: str) -> None:
    lay(tmp_path, {"app.py": code + "\n"})
    assert rows(tmp_path) == {}


def test_the_patterns_of_the_guide() -> None:
    found = rows(FIXTURES / "platform", "session-to-flow")
    assert {pattern for pattern, row in found.items() if row.writers} >= {
        "import_session_{}",
        "session:counter:general:{}",
        "/tmp/validation_sessions/{}",
    }
    assert found["import_session_{}"].readers
    assert found["/tmp/validation_sessions/{}/validation_results.json"].readers
    assert "chat:{}:metadata" in found


def test_keys_that_a_function_returns_are_followed_into_other_files(tmp_path: Path) -> None:
    files = {
        "app/keys.py": """
            PREFIX = "session_id:"

            def metadata_key(one):
                return f"session_id:{one}:metadata"

            def all_keys(store):
                return store.keys(PREFIX)
            """,
        "app/write.py": """
            from app.keys import metadata_key

            def save(store, one, value):
                key = metadata_key(one)
                store.set(key, value)
            """,
        "app/read.py": """
            from app import keys

            def load(store, one):
                return store.get(keys.metadata_key(one))
            """,
        "app/scan.py": """
            from app.keys import (
                PREFIX,
            )

            def drop(store, one):
                store.delete(PREFIX + one)
            """,
        "app/other.py": """
            from elsewhere import metadata_key

            def save(store, one, value):
                store.set(metadata_key(one), value)
            """,
    }
    lay(tmp_path, files)
    asked = load_campaign(None, "session_id", "flow_id")
    found = {row.pattern: row for row in storage(index(discover(Repository.find(tmp_path), asked), asked), tmp_path)}
    assert found == {
        "session_id:{}": Stored("session_id:{}", ("app/scan.py:6",), ("app/keys.py:1",), ()),
        "session_id:{}:metadata": Stored(
            "session_id:{}:metadata", ("app/write.py:4",), ("app/read.py:4",), ("app/keys.py:4",)
        ),
    }


def test_a_counter_is_written_and_read(tmp_path: Path) -> None:
    lay(tmp_path, {"app.py": 'def count(store):\n    return store.incr(f"session_id:{1}:count")\n'})
    assert rows(tmp_path)["session_id:{}:count"] == Stored("session_id:{}:count", ("app.py:2",), ("app.py:2",), ())
