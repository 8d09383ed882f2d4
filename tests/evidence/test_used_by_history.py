"""What migrations of the past use keeps its name, for they are not rewritten."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

FILES = {
    "app/__init__.py": "",
    "app/checks.py": "def check_session_id(value):\n    return value\n",
    "app/models.py": "from app import checks\n\n\ndef make(session_id):\n    return checks.check_session_id(session_id)\n",
    "app/migrations/__init__.py": "",
}
USES = [
    "from app import checks\n\nRUNS = [checks.check_session_id]\n",
    "import app.checks\n\nRUNS = [app.checks.check_session_id]\n",
]
USES += ["from app.checks import check_session_id\n\nRUNS = [check_session_id]\n"]


@pytest.mark.parametrize("text", USES)
def test_what_history_uses_stays(tmp_path: Path, text: str) -> None:
    lay(tmp_path, FILES)
    made = renamed(tmp_path, FILES | {"app/migrations/0001_initial.py": text})
    assert made["app/checks.py"] == FILES["app/checks.py"]
    assert "check_session_id(flow_id)" in made["app/models.py"]
    assert made["app/migrations/0001_initial.py"] == text


def test_what_history_only_names_moves(tmp_path: Path) -> None:
    made = renamed(tmp_path, FILES | {"app/migrations/0001_initial.py": "NAMES = ['check_session_id']\n"})
    assert "session_id" not in made["app/checks.py"] + made["app/models.py"]
