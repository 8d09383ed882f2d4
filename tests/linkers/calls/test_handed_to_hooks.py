"""Dictionaries that are handed to a plugin hook as its arguments."""

from pathlib import Path

import pytest

from pipeline import renamed

HISTORIC = "    config.hook.pytest_recorded.call_historic(kwargs=given)\n"
CALLS = {
    "a name": f"    given = dict(when=1, session_id=session_id)\n{HISTORIC}",
    "a display": f"    given = {{'session_id': session_id}}\n{HISTORIC}",
    "at once": "    config.hook.pytest_recorded.call_extra([], kwargs=dict(session_id=session_id))\n",
    "splatted": "    given = {'session_id': session_id}\n    config.hook.pytest_recorded(**given)\n",
}
OURS = {"plugin/newhooks.py": "def pytest_recorded(session_id):\n    '''Called when something was recorded.'''\n"}
WRITES = "def made(value: int):\n    return {'session_id': value}\n\n\n"


def after(tmp_path: Path, call: str, **files: str) -> str:
    text = f"{WRITES}def record(config, session_id):\n{call}"
    return renamed(tmp_path, {"plugin/record.py": text, **files})["plugin/record.py"].partition("def record")[2]


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_arguments_of_somebody_elses_hook_stay(tmp_path: Path, call: str) -> None:
    made = after(tmp_path, call)
    assert made.count("session_id") == 1
    assert made.count("flow_id") == 2


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_arguments_of_our_hook_move(tmp_path: Path, call: str) -> None:
    assert "session_id" not in after(tmp_path, call, **OURS)


def test_a_dictionary_for_something_else_moves(tmp_path: Path) -> None:
    assert "session_id" not in after(tmp_path, "    config.record(kwargs=dict(session_id=session_id))\n")
