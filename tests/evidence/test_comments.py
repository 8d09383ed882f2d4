"""A comment that holds both names may be about the migration and stays; another comment of the same lines is not it."""

from pathlib import Path

import pytest

from pipeline import renamed

CODE = "def load(session_id):\n    {}\n    found = session_id\n    more = 1  # flow_id, somebody else's\n    return found\n"


@pytest.mark.parametrize(
    "comment", ["# the session_id of a run", "x = 1  # session_id", "# one\n    # session_id\n    # two"]
)
def test_moves(tmp_path: Path, comment: str) -> None:
    text = CODE.format(comment)
    after = renamed(tmp_path, {"app.py": text}, checker=False)["app.py"]
    assert "session_id" not in after


@pytest.mark.parametrize(
    "comment",
    ["# session_id became flow_id", "# session_id was\n    # what is flow_id now", "# flow_id:\n    # no session_id"],
)
def test_stays(tmp_path: Path, comment: str) -> None:
    after = renamed(tmp_path, {"app.py": CODE.format(comment)}, checker=False)["app.py"]
    assert comment in after
