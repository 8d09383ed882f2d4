"""The key of an environment that a program is started with is the variable that the program asks for."""

from pathlib import Path

from pipeline import renamed

READER = 'import os\n\n\ndef read():\n    return os.environ["APP_SESSION_ID"]\n'
STARTER = 'def start(flow):\n    env = {"APP_SESSION_ID": flow}\n    return run("child", env=env)\n'


def test_both_sides_of_a_variable_move(tmp_path: Path) -> None:
    made = renamed(tmp_path, {"reader.py": READER, "starter.py": STARTER})
    assert 'os.environ["APP_FLOW_ID"]' in made["reader.py"]
    assert '{"APP_FLOW_ID": flow}' in made["starter.py"]


def test_a_variable_that_somebody_else_sets_stays(tmp_path: Path) -> None:
    assert renamed(tmp_path, {"reader.py": READER})["reader.py"] == READER


def test_a_test_alone_sets_it_for_nobody(tmp_path: Path) -> None:
    test = STARTER.replace("def start", "def test_start")
    made = renamed(tmp_path, {"reader.py": READER, "test_starter.py": test})
    assert made == {"reader.py": READER, "test_starter.py": test}
