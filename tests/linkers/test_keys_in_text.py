"""A key that running text shows follows the keys of the code, and not the variables of the same name."""

from pathlib import Path

import pytest

from renaming import changed

CAMPAIGN = 'old = "session_id"\nnew = "flow_id"\n'
CODE = """import sqlite3


def load(row):
    session_id = row["session_id"]
    found = sqlite3.connect("a").execute("SELECT session_id FROM chats WHERE session_id = ?", (session_id,))
    return session_id, found
"""
OURS = """def load():
    data = {"session_id": 1}
    session_id = data["session_id"]
    return session_id
"""


SQL = "# Tables\n\n```sql\nCREATE TABLE chats (session_id TEXT);\n```\n"


@pytest.mark.parametrize(
    "text", ['Pass `{"session_id": 1}`.\n', "Read `row['session_id']`.\n", 'Say "session_id" aloud.\n', SQL]
)
def test_a_key_that_stays_stays_in_text(tmp_path: Path, text: str) -> None:
    made = changed(tmp_path / "repo", {"app/load.py": CODE, "README.md": text}, CAMPAIGN)
    assert "README.md" not in made
    assert 'flow_id = row["session_id"]' in made["app/load.py"]


@pytest.mark.parametrize(
    "text",
    ["Pass `session_id` on.\n", "Say session_id aloud.\n", "Write `row[session_id]`.\n", SQL + "The session_id.\n"],
)
def test_what_is_no_key_follows_the_code(tmp_path: Path, text: str) -> None:
    made = changed(tmp_path / "repo", {"app/load.py": CODE, "README.md": text}, CAMPAIGN)
    spoken = text.removeprefix(SQL)
    assert made["README.md"] == text.removesuffix(spoken) + spoken.replace("session_id", "flow_id")


def test_a_key_that_moves_moves_in_text(tmp_path: Path) -> None:
    text = 'Pass `{"session_id": 1}`.\n'
    made = changed(tmp_path / "repo", {"app/load.py": OURS, "README.md": text}, CAMPAIGN)
    assert made == {
        path: one.replace("session_id", "flow_id") for path, one in {"app/load.py": OURS, "README.md": text}.items()
    }
