"""The whole story on a copy of the platform: apply, its own tests, verify, a second plan, rollback."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import CommandLine

PLATFORM = Path(__file__).parents[1] / "fixtures" / "platform"
CAMPAIGN = ("--campaign", "session-to-flow")
ASK = (*CAMPAIGN, "--python", sys.executable)


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


def snapshot(root: Path) -> dict[str, str]:
    files = [path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts and path.suffix != ".pyc"]
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def own_tests(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", "tests"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_apply_verify_and_rollback(platform: CommandLine) -> None:
    before = snapshot(platform.root)
    applied = platform("apply", *ASK, "--yes")
    assert snapshot(platform.root) != before
    outcome = own_tests(platform.root)
    assert outcome.returncode == 0, applied.out + outcome.stdout
    assert "FAILS" not in platform("verify", *ASK).out.upper()
    again = platform("apply", *ASK, "--yes", "--allow-dirty").out
    assert "nothing to apply" in again
    platform("rollback", "--last")
    assert snapshot(platform.root) == before
