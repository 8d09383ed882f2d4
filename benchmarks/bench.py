"""Time and memory of each command, each beside a plain thing of the same machine, so that runs elsewhere compare.

Starting: in empty interpreters. A whole repository (openai-agents): in runs of git grep for the same words.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from copies import committed_copy
from sdist import NAMES, PROJECT, VERSION, fetch

PROGRAM = str(Path(sys.executable).with_name("flowcodemod"))
CLEAN = "src/agents/version.py"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, the median of several runs, and the highest memory of one run in MiB, children included."""

    seconds: float
    memory: float


def measure(command: Sequence[str], root: Path, runs: int) -> Cost:
    """Run a command several times; what it prints and its exit code do not matter."""
    seconds, memory = [], 0.0
    for _ in range(runs):
        started = time.perf_counter()
        with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            usage = os.wait4(process.pid, 0)[2]
            process.returncode = 0
        seconds.append(time.perf_counter() - started)
        memory = max(memory, usage.ru_maxrss / 1024)
    return Cost(median(seconds), memory)


def rows(root: Path, runs: int) -> list[tuple[str, str, Cost, float]]:
    """What was measured: name, unit, cost, and how many units it takes."""
    found = []
    nothing = measure([sys.executable, "-c", ""], root, runs)
    for name, arguments in {
        "--version": ("--version",),
        "check, one clean file": ("check", *NAMES, CLEAN),
        "check --select, one clean file": ("check", *NAMES, "--select", "FCM101", CLEAN),
    }.items():
        cost = measure([PROGRAM, *arguments], root, runs)
        found.append((name, "empty interpreters", cost, cost.seconds / nothing.seconds))
    search = measure(["git", "grep", "-ciE", "session[_ -]?id", "--", "."], root, runs)
    for name, arguments in {
        "inventory": ("inventory", *NAMES),
        "check, the whole repository": ("check", *NAMES, "--no-baseline"),
        "plan --no-checker": ("plan", *NAMES, "--no-checker"),
        "plan": ("plan", *NAMES),
    }.items():
        cost = measure([PROGRAM, *arguments], root, max(1, runs // 3))
        found.append((name, "git greps", cost, cost.seconds / search.seconds))
    return found


def main() -> int:
    """Measure on a copy and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--runs", type=int, default=7, help="how often each quick command is run")
    options = parser.parse_args()
    work = options.work.resolve()
    root = committed_copy(fetch(work), work / "bench")
    table = Table(title=f"{PROJECT} {VERSION}: {' '.join(NAMES)}", title_justify="left")
    for heading in ("command", "seconds", "MiB", "times", "unit"):
        table.add_column(heading, justify="left" if heading in ("command", "unit") else "right")
    for name, unit, cost, times in rows(root, options.runs):
        table.add_row(name, f"{cost.seconds:.2f}", f"{cost.memory:.0f}", f"{times:.1f}", unit)
    Console(width=100, highlight=False).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
