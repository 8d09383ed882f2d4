"""An attribute that nobody resolves is ours where an object of ours has it; a parameter of that name says nothing."""

from pathlib import Path

import pytest

from pipeline import lay, renamed

ASKED = "def show(thing):\n    return thing.session_id\n"
TAKES = "def load(session_id):\n    return session_id\n"


def shown(root: Path, **files: str) -> bool:
    """Whether the attribute moves beside some modules."""
    lay(
        root / "env",
        {"pyvenv.cfg": "home = /usr/bin\n", "bin/python": "", "lib/python3.11/site-packages/vendor.py": ""},
    )
    laid = {"asked.py": ASKED, **{f"{name}.py": text for name, text in files.items()}}
    made = renamed(root / "repo", laid, python=root / "env/bin/python")
    return "thing.flow_id" in made["asked.py"]


def test_a_parameter_gives_a_name_to_no_object(tmp_path: Path) -> None:
    assert not shown(tmp_path, takes=TAKES)


@pytest.mark.parametrize(
    "gives",
    [
        "class Row:\n    session_id: str\n",
        "class Row:\n    def __init__(self, key):\n        self.session_id = key\n",
        "class Row:\n    def session_id(self):\n        return 1\n",
    ],
)
def test_a_member_does(tmp_path: Path, gives: str) -> None:
    assert shown(tmp_path, gives=gives, takes=TAKES)


@pytest.mark.parametrize("option", ['"--session-id"', '"--flow", dest="session_id"'])
def test_so_does_an_option_of_a_program(tmp_path: Path, option: str) -> None:
    assert shown(tmp_path, main=f"def main(parser):\n    parser.add_argument({option})\n", takes=TAKES)


@pytest.mark.parametrize("option", ['"--other"', '"--session-ids"', '"--flow", help="session_id"'])
def test_another_option_does_not(tmp_path: Path, option: str) -> None:
    assert not shown(tmp_path, main=f"def main(parser):\n    parser.add_argument({option})\n", takes=TAKES)


CLIENT = """
class Client(Base):
    def __init__(self, session_id):
        super().__init__(session_id=session_id)
"""


def test_a_keyword_of_a_base_that_nobody_knows_is_not_ours(tmp_path: Path) -> None:
    made = renamed(tmp_path, {"ours.py": "from missing import Base\n" + CLIENT})["ours.py"]
    assert "super().__init__(session_id=flow_id)" in made


def test_a_keyword_of_a_base_of_ours_moves(tmp_path: Path) -> None:
    base = "class Base:\n    def __init__(self, session_id):\n        self.kept = session_id\n"
    assert "super().__init__(flow_id=flow_id)" in renamed(tmp_path, {"ours.py": base + CLIENT})["ours.py"]


def test_setting_it_on_an_object_that_nobody_knows_gives_it_to_none_of_ours(tmp_path: Path) -> None:
    sets = "def change(member):\n    member.session_id = 1\n    return member.session_id\n"
    assert not shown(tmp_path, sets=sets, takes=TAKES)


def test_an_option_that_a_test_passes_declares_nothing(tmp_path: Path) -> None:
    assert not shown(tmp_path, test_main='def test_main(run):\n    run(["--session-id", "1"])\n', takes=TAKES)


def test_a_field_of_a_named_tuple_is_one(tmp_path: Path) -> None:
    row = 'from collections import namedtuple\n\nRow = namedtuple("Row", ["kind", "session_id"])\n'
    assert shown(tmp_path, row=row)


@pytest.mark.parametrize(("keyword", "moves"), [("sessionId", False), ("session_id", True)])
def test_a_keyword_spelled_as_others_do_is_theirs(tmp_path: Path, keyword: str, *, moves: bool) -> None:
    text = f"def call(name, **options):\n    return name, options\n\n\ncall('create', {keyword}=1)\n"
    made = renamed(tmp_path, {"ours.py": text})["ours.py"]
    assert (keyword not in made) is moves
