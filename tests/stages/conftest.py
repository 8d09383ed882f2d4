from pathlib import Path

import pytest

from flowcodemod.repo.git import Repository
from worktree import repository

FILES = {
    "app/a.py": "session_id = 1\r\nprint(session_id)\r\n",
    "app/latin.py": "# coding: latin-1\nsession_id = 'é'".encode("latin-1"),
    "app/bom.py": b"\xef\xbb\xbfsession_id = 1\n",
    "app/mixed.txt": "session_id\rsession_id\n\r\nsession_id",
    "wide.txt": "session_id = 'é'\r\n".encode("utf-16"),
    "other.py": "nothing = 1\n",
}


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return repository(tmp_path / "code", FILES)
