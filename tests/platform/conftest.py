"""A copy of the fixture platform that is a repository of its own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from commandline import CommandLine

PLATFORM = Path(__file__).parents[1] / "fixtures" / "platform"


@pytest.fixture
def platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    run = CommandLine(tmp_path, monkeypatch)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PLATFORM, check=True, capture_output=True).stdout
    for name in filter(None, os.fsdecode(listed).split("\0")):
        target = run.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PLATFORM / name, target)
    for arguments in (["init", "-q"], ["add", "-A", "-f"], ["commit", "-q", "-m", "platform"]):
        identity = ["-c", "user.name=test", "-c", "user.email=test@example.invalid"]
        subprocess.run(["git", *identity, *arguments], cwd=run.root, check=True, capture_output=True)
    return run
