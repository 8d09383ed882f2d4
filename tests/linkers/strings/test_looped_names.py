"""Names that a loop asks for as attributes move with the class that has all of them; other lists and tables stay."""

from pathlib import Path

import pytest

from pipeline import renamed

# Beside stored columns of that name, nothing but a tie moves a text.
MODEL = """
    QUERY = "SELECT session_id FROM entries"

    class Entry:
        def __init__(self):
            self.session_id = 0
            self.name = ""
    """
OTHER = """
    class Other:
        def __init__(self):
            self.session_id = 0
            self.name = ""
    """
LISTED = '    TOLD = ("name", "session_id")\n'
MAPPED = '    TOLD = frozen({"name": "n", "session_id": "session-number"})\n'
MOVES = {
    "a list of the module": LISTED
    + "    def f(entry):\n        for told in TOLD:\n            print(getattr(entry, told))\n",
    "keys of a table": MAPPED
    + "    def f(entry):\n        for told, sent in TOLD.items():\n            setattr(entry, told, sent)\n",
    "in a comprehension": LISTED + "    def f(entry):\n        return [getattr(entry, told) for told in TOLD]\n",
    "where it is looped over": '    def f(entry):\n        for told in ["name", "session_id"]:\n'
    "            getattr(entry, told)\n",
    "a table of a class": '    class Writer:\n        TOLD = {"name": "n", "session_id": "s"}\n'
    "        def f(self):\n            for told in self.TOLD:\n                getattr(self.entry, told)\n",
}
STAYS = {
    "nothing is asked": LISTED + "    def f(entry):\n        for told in TOLD:\n            print(entry[told])\n",
    "values of a table": '    TOLD = {"name": "n", "number": "session_id"}\n'
    "    def f(entry):\n        for told in TOLD:\n            getattr(entry, told)\n",
    "another name is asked for": LISTED
    + "    def f(entry, other):\n        for told in TOLD:\n            getattr(entry, other)\n",
    "a name the class lacks": '    TOLD = ("name", "session_id", "colour")\n'
    "    def f(entry):\n        for told in TOLD:\n            getattr(entry, told)\n",
    "one name alone": '    TOLD = ("session_id",)\n'
    "    def f(entry):\n        for told in TOLD:\n            getattr(entry, told)\n",
    "something of the table": LISTED
    + "    def f(entry):\n        for told in TOLD.values():\n            getattr(entry, told)\n",
}


def _after(root: Path, text: str, model: str = MODEL) -> str:
    return renamed(root, {"app.py": model.rstrip(" ") + text})["app.py"]


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_names_that_a_loop_asks_for_move(tmp_path: Path, text: str) -> None:
    assert '"flow_id"' in _after(tmp_path, text)


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_other_texts_stay(tmp_path: Path, text: str) -> None:
    after = _after(tmp_path, text)
    assert '"session_id"' in after
    assert '"flow_id"' not in after


def test_two_classes_that_have_them_are_told_apart_by_nobody(tmp_path: Path) -> None:
    assert '"flow_id"' not in _after(tmp_path, MOVES["a list of the module"], MODEL.rstrip(" ") + OTHER)


@pytest.mark.parametrize(("owner", "moves"), [("Entry", True), ("found", False)])
def test_a_class_that_is_asked_has_the_names_whatever_others_have(tmp_path: Path, owner: str, *, moves: bool) -> None:
    asks = f"    def f(found):\n        for told in TOLD:\n            getattr({owner}, told)\n"
    both = MODEL.replace("def __init__(self):", "session_id = name = 1\n        def __init__(self):") + OTHER
    found = renamed(tmp_path, {"app.py": both + LISTED + asks})
    assert ('TOLD = ("name", "flow_id")' in found["app.py"]) is moves
