"""What an object is by what is asked of it."""

from pathlib import Path

import pytest

from pipeline import renamed

ROW = """
from collections import namedtuple


class Row(namedtuple("Row", ["name", "session_id", "kind"])):
    pass


class Box:
    def __init__(self, session_id, name):
        self.session_id = session_id
        self.name = name

    def close(self):
        return None
"""


def moves(root: Path, body: str) -> bool:
    """Whether an attribute of a value that nobody annotates is renamed."""
    made = renamed(root, {"row.py": ROW, "use.py": f"def use(one):\n    return {body}\n"})
    return "flow_id" in made["use.py"]


@pytest.mark.parametrize("body", ["one.name, one.session_id, one.kind", "one.session_id, one.name, one.close()"])
def test_a_class_of_ours_has_all_that_is_asked(tmp_path: Path, body: str) -> None:
    assert moves(tmp_path, body)


@pytest.mark.parametrize(
    "body",
    [
        "one.session_id",
        "one.session_id, one.name",  # two say little
        "one.name, one.session_id, one.kind, one.headers",
        "one.kind, one.session_id, one.close()",  # no one class has both
        "one.session_id, other.name, other.kind",
        "one.part.session_id, one.name, one.kind",
    ],
)
def test_no_class_of_ours_has_it_all(tmp_path: Path, body: str) -> None:
    assert not moves(tmp_path, body)
