"""Runs commands as a person does, but in this process: starting one would cost most of the suite's time."""

import contextlib
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from flowcodemod.__main__ import main

EXAMPLE = Path(__file__).parent / "fixtures" / "example"
NAMES = ("--old", "session_id", "--new", "flow_id")
_SETTINGS = {"COLUMNS": "100", "NO_COLOR": "1", "XDG_CONFIG_HOME": "", "GIT_CONFIG_NOSYSTEM": "1"}
_UNSET = ("FORCE_COLOR", "TTY_COMPATIBLE", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GITHUB_ACTIONS")


@dataclass(frozen=True)
class Answer:
    """What a command said. In `out` and `err` every run has the same id, and the test's folder reads FOLDER."""

    code: int
    out: str
    err: str


class CommandLine:
    """Calls `flowcodemod` in the folder `repo` of a test's own folder."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.root = folder / "repo"
        self._folder = folder
        self._patch = patch
        for name, value in {**_SETTINGS, "HOME": str(folder)}.items():
            patch.setenv(name, value)
        for name in _UNSET:
            patch.delenv(name, raising=False)
        self.root.mkdir(exist_ok=True)
        patch.chdir(self.root)

    def __call__(self, *arguments: str, expected: int = 0) -> Answer:
        """Run one command; it must end with the exit code that is expected."""
        self._patch.setattr(sys, "argv", ["flowcodemod", *arguments])
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        code: object = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as stop:
                code = stop.code or 0
        answer = Answer(code if isinstance(code, int) else 1, self._named(out), self._named(err))
        assert answer.code == expected, answer
        return answer

    def _named(self, stream: io.TextIOWrapper) -> str:
        stream.seek(0)
        text = stream.read().replace(str(self._folder), "FOLDER")
        text = re.sub(r"\b\d{8}-\d{6}-\d+\b", "20260102-030405-01", text)
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
