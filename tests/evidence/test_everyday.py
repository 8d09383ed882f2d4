"""Everyday words: `exit code` speaks of `exit_code` near code of that name, and of anything far from it."""

from pathlib import Path

import pytest

from flowcodemod.model.evidence import Tier
from pipeline import lay, make_plan, renamed

OURS = """
def stop(exit_code):
    {inside}
    return exit_code
"""
FAR = "\n\nVALUES = [\n" + '    "so that the next line is far away",\n' * 12 + "]\n"


def moved(root: Path, name: str, text: str) -> str:
    """What becomes of a file beside code that moves."""
    files = {"ours.py": OURS.format(inside="pass"), name: text.lstrip()}
    return renamed(root, files, old="exit_code", new="finish_number")[name]


def test_words_that_code_beside_the_name_says_move(tmp_path: Path) -> None:
    assert "finish number" in moved(tmp_path, "ours.py", OURS.format(inside='print("no exit code")'))


@pytest.mark.parametrize("text", ["# The exit code.\n", 'print("no exit code")\n'])
def test_words_far_from_code_stay(tmp_path: Path, text: str) -> None:
    assert text in moved(tmp_path, "ours.py", OURS.format(inside="pass") + FAR + text)


@pytest.mark.parametrize("text", ["# The exit code.\n", 'print("no exit code")\n', '"""Exit codes."""\n'])
def test_words_in_a_module_without_such_code_stay(tmp_path: Path, text: str) -> None:
    assert moved(tmp_path, "other.py", text) == text


def test_words_that_stand_beside_the_name_itself_are_a_question(tmp_path: Path) -> None:
    text = 'def log():\n    """Log.\n\n    exit_code: the exit code of the child\n    """\n'
    assert "finish_number: the exit code of the child" in moved(tmp_path, "other.py", text)


def test_prose_that_speaks_of_the_name_is_a_question(tmp_path: Path) -> None:
    lay(tmp_path, {"ours.py": OURS.format(inside="pass"), "README.md": "Give `exit_code`.\n\nThe exit code is told.\n"})
    made = make_plan(tmp_path, old="exit_code", new="finish_number")
    asked = [one for one in made.groups if any(edit.old == "exit code" for edit in one.edits)]
    assert [(one.tier, [edit.new for edit in one.edits]) for one in asked] == [(Tier.MANUAL, ["finish number"])]


@pytest.mark.parametrize("text", ["The exit code.\n", "`exit_code`" + "\n\nIt is." * 12 + "\n\nThe exit code.\n"])
def test_other_prose_stays(tmp_path: Path, text: str) -> None:
    assert "The exit code." in moved(tmp_path, "README.md", text)


def test_a_header_that_stays_is_no_code_of_that_name(tmp_path: Path) -> None:
    text = "The exit code is told.\n\nWe never send Exit-Code.\n"
    assert moved(tmp_path, "README.md", text) == text


@pytest.mark.parametrize("words", ["session ID", "Session ids"])
def test_an_id_is_never_an_everyday_word(tmp_path: Path, words: str) -> None:
    files = {"ours.py": "def load(session_id):\n    return session_id\n", "other.py": f"# Of a {words}.\n"}
    assert words not in renamed(tmp_path, files)["other.py"]


def test_the_way_back_is_judged_as_the_way_there(tmp_path: Path) -> None:
    files = {"ours.py": "def load(session_id):\n    return session_id\n", "other.py": "# Of a session ID.\n"}
    there = renamed(tmp_path / "there", files, old="session_id", new="task_reference")
    assert "task REFERENCE" in there["other.py"]
    assert renamed(tmp_path / "back", there, old="task_reference", new="session_id") == files


@pytest.mark.parametrize("near", [True, False])
def test_a_test_expects_the_message_that_the_code_says(tmp_path: Path, near: bool) -> None:
    said = 'raise ValueError("no exit code given")'
    ours = OURS.format(inside=said) if near else OURS.format(inside="pass") + FAR + said + "\n"
    test = 'def test_stop(raised):\n    exit_code = 1\n    assert raised(exit_code) == "no exit code given"\n'
    after = renamed(tmp_path, {"ours.py": ours, "test_ours.py": test}, old="exit_code", new="finish_number")
    words = "no finish number given" if near else "no exit code given"
    assert words in after["ours.py"]
    assert words in after["test_ours.py"]


@pytest.mark.parametrize("text", ["# The exit code.", '"""The exit code."""'])
def test_words_of_a_comment_beside_code_are_a_question(tmp_path: Path, text: str) -> None:
    assert "exit code" in moved(tmp_path, "ours.py", OURS.format(inside=text))


@pytest.mark.parametrize("text", ["A Session ID Record is kept.", "As told in the OAuth Session ID Profile draft."])
def test_words_that_begin_a_longer_name_stay(tmp_path: Path, text: str) -> None:
    files = {"ours.py": "def load(session_id):\n    return session_id\n", "README.md": f"{text}\n"}
    assert renamed(tmp_path, files)["README.md"] == files["README.md"]


@pytest.mark.parametrize("text", ["Session ID Naming", "The Session ID is kept.", "the session ID Record"])
def test_a_heading_and_any_other_words_move(tmp_path: Path, text: str) -> None:
    files = {"ours.py": "def load(session_id):\n    return session_id\n", "README.md": f"{text}\n"}
    assert "ession ID" not in renamed(tmp_path, files)["README.md"]
