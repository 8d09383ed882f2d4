"""The hook as other repositories get it: pre-commit builds it from this one's last commit, then it blocks and lets pass.

    python benchmarks/hooks.py

What tests/test_pre_commit.py tries with the installed program is tried here with the environment that pre-commit makes
(`language: python`), for which it asks PyPI. Prints how each run ended and what it cost; exit 1 when one ended otherwise.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from copies import committed_copy

HERE = Path(__file__).resolve().parents[1]
CONFIG = """\
repos:
  - repo: {source}
    rev: {revision}
    hooks: [{{id: flowcodemod, args: [--old=session_id, --new=flow_id]}}]
"""
CLEAN = {f"clean_{number}.py": f"x = {number}\n" for number in range(3)}
# What is tried: name, the files that are staged, the code it must end with.
TRIALS = (
    ("three clean files", CLEAN, 0),
    ("a new use", {"new.py": "session_id = 1\n"}, 1),
    ("a new use with a reason", {"new.py": "session_id = 1  # flowcodemod: ignore[FCM103] the old client\n"}, 0),
)


def main() -> int:
    """Install, try, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    work = parser.parse_args().work.resolve() / "hooks"
    shutil.rmtree(work, ignore_errors=True)
    (work / "start").mkdir(parents=True)
    revision = subprocess.run(["git", "-C", str(HERE), "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    config = CONFIG.format(source=HERE, revision=revision.stdout.strip())
    (work / "start/.pre-commit-config.yaml").write_text(config, "utf-8")
    root = committed_copy(work / "start", work / "code")
    table = Table("what", "exit code", "wall s", title=f"pre-commit run, {revision.stdout[:10]}", title_justify="left")
    wrong = False
    for name, files, expected in (("installing the hook", {}, 0), *TRIALS):
        stage(root, files)
        started = time.perf_counter()
        code = run(root, work, "install-hooks" if not files else "run")
        table.add_row(name, str(code), f"{time.perf_counter() - started:.2f}")
        wrong |= code != expected
    Console(highlight=False).print(table)
    return int(wrong)


def stage(root: Path, files: dict[str, str]) -> None:
    """Make the index hold nothing new but some files."""
    subprocess.run(["git", "-C", str(root), "reset", "-q", "--hard"], check=True)
    for path, text in files.items():
        (root / path).write_text(text, "utf-8")
    subprocess.run(["git", "-C", str(root), "add", "--", ".", *files], check=True)


def run(root: Path, work: Path, command: str) -> int:
    """The exit code of a command of pre-commit, which keeps its environments below `work`."""
    surroundings = {**os.environ, "PRE_COMMIT_HOME": str(work / "home")}
    program = [sys.executable, "-m", "pre_commit", command]
    return subprocess.run(program, cwd=root, env=surroundings, check=False, stdout=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())
