"""Lists in a branch for a class move with what that class has; lists of anything else there stay."""

from pathlib import Path

import pytest

from pipeline import renamed

# Beside stored columns of that name, nothing but a tie moves a text.
HEAD = """
    QUERY = "SELECT session_id FROM nodes"

    class Base:
        session_id = 0

    class Node(Base):
        depth = 0

    class Leaf:
        depth = 0

    """
MOVES = {
    "a class": "    def f(kind, shown):\n        if issubclass(kind, Node):\n            shown += ('depth', 'session_id')\n",
    "an object": "    def f(one):\n        if isinstance(one, Node):\n            return ['depth', 'session_id']\n",
    "another branch": "    def f(kind):\n        if kind is None:\n            return []\n"
    "        elif issubclass(kind, Node):\n            return ['depth', 'session_id']\n",
}
STAYS = {
    "a class that lacks it": MOVES["a class"].replace("Node)", "Leaf)"),
    "a class nobody here defines": MOVES["a class"].replace("Node)", "Vendor)"),
    "a name the class lacks": MOVES["an object"].replace("'depth'", "'colour'"),
    "one name alone": MOVES["an object"].replace("'depth', ", ""),
    "what is no such object": "    def f(one):\n        if isinstance(one, Node):\n            return []\n"
    "        else:\n            return ['depth', 'session_id']\n",
    "nothing is asked": "    def f(one):\n        if one:\n            return ['depth', 'session_id']\n",
    "several classes": MOVES["an object"].replace("Node)", "(Node, Leaf))"),
}


def _after(root: Path, text: str) -> str:
    return renamed(root, {"app.py": HEAD.rstrip(" ") + text})["app.py"]


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_names_of_the_class_move(tmp_path: Path, text: str) -> None:
    assert "'depth', 'flow_id'" in _after(tmp_path, text)


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_other_names_stay(tmp_path: Path, text: str) -> None:
    assert "'session_id'" in _after(tmp_path, text)
