"""The main job on a small platform, step by step: what is there, what would change, the change, its proof, and back.

Works on a copy in a temporary folder. Exits 1 when a step does not do what it says.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from copies import committed_copy, digests

PLATFORM = Path(__file__).parents[1] / "tests" / "fixtures" / "platform"
TESTS = (sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:randomly")
SHOWN = 30
WIDTH = min(shutil.get_terminal_size((110, 40)).columns, 120)


@dataclass
class Stage:
    """Runs commands in `root` and shows what they print; `failures` names the steps that went wrong."""

    root: Path
    console: Console
    failures: list[str] = field(default_factory=list)

    def say(self, title: str, text: str) -> None:
        """Open a step."""
        self.console.print()
        self.console.print(Rule(Text(title, style="bold"), align="left"))
        self.console.print(Text(text, style="italic"))

    def run(self, *command: str, expected: Sequence[int] = (0,), first: int = SHOWN, last: int = 0) -> None:
        """Run a command, show its first and last lines, and note an unexpected exit code."""
        environment = os.environ | {"COLUMNS": str(WIDTH), "PYTHONDONTWRITEBYTECODE": "1"}
        if self.console.is_terminal:
            environment["FORCE_COLOR"] = "1"
        done = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)
        name = Path(command[0]).name if command[0] != sys.executable else "python"
        self.console.print(Text(f"$ {name} {' '.join(command[1:])}", style="cyan"))
        lines = (done.stdout + done.stderr).rstrip().splitlines()
        left = len(lines) - first - last
        self._print(lines[:first] if left > 0 else lines)
        if left > 0 and first:
            self.console.print(Text(f"… {left} more lines", style="dim"))
        self._print(lines[len(lines) - last :] if left > 0 else [])
        if done.returncode not in expected:
            self.failures.append(" ".join([name, *command[1:]]))
            self.console.print(Text(f"exit code {done.returncode}", style="red"))

    def _print(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.console.print(Text.from_ansi(line), soft_wrap=True)

    def active(self) -> int:
        """How many active references there are."""
        command = ("flowcodemod", "inventory", "--output-format", "json")
        done = subprocess.run(command, cwd=self.root, capture_output=True, check=True)
        return int(json.loads(done.stdout)["active"])

    def expect(self, what: str, *, true: bool) -> None:
        """Say whether something holds."""
        self.console.print(Text(f"{'✓' if true else '✗'} {what}", style="green" if true else "red"))
        if not true:
            self.failures.append(what)


def demonstrate(stage: Stage) -> None:
    """All the steps, in the order in which a person takes them."""
    before, active = digests(stage.root), stage.active()
    stage.say("0. The repository", "A FastAPI platform with a TypeScript frontend, green before anything happens.")
    stage.run(*TESTS, first=0, last=1)
    stage.say("1. Find", "Every reference to the old name, in every spelling and language, with its role.")
    stage.run("flowcodemod", "inventory", first=32)
    stage.say(
        "2. Plan", "What would be edited, on what evidence, and what would be left alone and why. Writes nothing."
    )
    stage.run("flowcodemod", "plan", "--python", sys.executable, first=28, last=24)
    stage.expect("nothing was written", true=digests(stage.root) == before)
    stage.say("3. Apply", "The confident groups, all or none; journal and backups first.")
    stage.run("flowcodemod", "apply", "--yes", "--python", sys.executable, first=24)
    stage.say(
        "4. Prove", "The platform's own tests, then the proofs: every edit as planned, nothing else, nothing left."
    )
    stage.run(*TESTS, first=0, last=1)
    stage.run("flowcodemod", "verify", "--python", sys.executable)
    left = stage.active()
    stage.expect(f"{active} active references before, {left} now, each of them with its reason", true=left < active)
    stage.say(
        "5. Keep it gone", "The gate that runs in CI: what is still there; a baseline accepts it, and nothing new."
    )
    stage.run("flowcodemod", "check", expected=(0, 1), first=8, last=3)
    stage.say("6. Undo", "Every byte as it was.")
    stage.run("flowcodemod", "rollback", "--last")
    stage.expect("byte for byte what it was before", true=digests(stage.root) == before)


def main() -> int:
    """Demonstrate on a copy; the exit code tells whether every step held."""
    with tempfile.TemporaryDirectory() as folder:
        console = Console(width=WIDTH, highlight=False, emoji=False)
        stage = Stage(committed_copy(PLATFORM, Path(folder) / "platform"), console)
        demonstrate(stage)
        console.print()
        for failure in stage.failures:
            console.print(Text(f"✗ failed: {failure}", style="red"))
        return 1 if stage.failures else 0


if __name__ == "__main__":
    sys.exit(main())
