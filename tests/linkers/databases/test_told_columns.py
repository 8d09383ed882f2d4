"""Names of columns as a database tells them stay where the column is pinned; other lists of names move."""

from pathlib import Path

import pytest

from pipeline import renamed

MODELS = "from django.db import models\n\n\nclass Run(models.Model):\n    session_id = models.CharField(max_length=8)\n"
HEAD = "from django.db import connection\nfrom sqlalchemy import inspect\n\nfrom models import Run\n\n\n"
STAYS = [
    "def test_a(cursor):\n    told = connection.introspection.get_constraints(cursor, 'run')\n"
    "    assert {'user_id', 'session_id'} in told\n",
    "def test_a(engine):\n    told = inspect(engine).get_columns('run')\n    assert told == ['id', 'session_id']\n",
    "def test_a(db):\n    told = db.execute('PRAGMA table_info(run)')\n    assert told == ('id', 'session_id')\n",
]
MOVES = [
    "def test_a():\n    assert sorted(Run().__dict__) == ['id', 'session_id']\n",
    "def test_a(rows):\n    assert set(rows) == {'user_id', 'session_id'}\n",
]


@pytest.mark.parametrize("text", STAYS)
def test_what_the_database_tells_stays(tmp_path: Path, text: str) -> None:
    files = {"models.py": MODELS, "tests/test_a.py": HEAD + text}
    assert renamed(tmp_path, files)["tests/test_a.py"] == HEAD + text


@pytest.mark.parametrize("text", MOVES)
def test_what_python_tells_moves(tmp_path: Path, text: str) -> None:
    files = {"models.py": MODELS, "tests/test_a.py": HEAD + text}
    assert renamed(tmp_path, files)["tests/test_a.py"] == HEAD + text.replace("session_id", "flow_id")
