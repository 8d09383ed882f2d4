"""Settings in `pyproject.toml` and `setup.cfg`: the tool that reads them names them, be it somebody else's or ours."""

from pathlib import Path

import pytest

from pipeline import renamed

OURS = 'def load(settings):\n    settings["session_id"] = 1\n    return settings["session_id"]\n'


def moved(root: Path, text: str, name: str = "pyproject.toml") -> str:
    """What becomes of a file of settings, beside the package `runner` that reads and writes a key of that name."""
    return renamed(root, {"runner/__init__.py": "", "runner/settings.py": OURS, name: text})[name]


@pytest.mark.parametrize(
    "text",
    [
        '[project]\nreadme = {file = "README.rst", session_id = "text"}\n',
        '[tool.vendor]\nsession_id = "x"\n',
        '[tool."vendor".deep]\nsession_id = "x"\n',
        '[build-system]\nsession_id = "x"\n',
    ],
)
def test_a_setting_of_another_tool_stays(tmp_path: Path, text: str) -> None:
    assert moved(tmp_path, text) == text


@pytest.mark.parametrize("text", ['[tool.runner]\nsession_id = "x"\n', '[tool.pytest.ini_options]\nsession_id = "x"\n'])
def test_a_setting_of_ours_moves(tmp_path: Path, text: str) -> None:
    assert moved(tmp_path, text) == text.replace("session_id", "flow_id")


def test_a_key_of_any_other_file_moves(tmp_path: Path) -> None:
    assert moved(tmp_path, '[tool.vendor]\nsession_id = "x"\n', "runs.toml") == '[tool.vendor]\nflow_id = "x"\n'
