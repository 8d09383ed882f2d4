"""The command line, and the bundled example to run it on."""

from pathlib import Path

import pytest

from commandline import EXAMPLE, CommandLine
from worktree import repository


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """`flowcodemod`, to be called with its arguments."""
    return CommandLine(tmp_path, monkeypatch)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The bundled example as a repository of its own."""
    files = {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in EXAMPLE.rglob("*") if path.is_file()}
    return repository(tmp_path / "repo", {name: data for name, data in files.items() if ".pyc" not in name}).root
