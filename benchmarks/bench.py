"""CPU and wall time of the gate beside ripgrep, ast-grep and an empty interpreter, all in one run on the same machine.

ripgrep counts the same words in all files that git tracks; ast-grep looks for one name in the Python files. Ratios carry
from machine to machine, seconds do not. Names of corpora as arguments measure only these. Exits 1 when a target is missed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from corpora import corpora
from sdist import NAMES

PROGRAM = str(Path(sys.executable).with_name("flowcodemod"))
WORDS = "session[_ -]?ids?"
HOOK_AT_MOST, AST_GREP_AT_MOST, RIPGREP_AT_MOST, MEMORY_AT_MOST = 3.5, 0.6, 2.0, 64.0


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds, medians of several runs, children included; the highest memory of one process in MiB."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement and what it is compared with; `most` is the CPU ratio to stay below, where one is agreed."""

    name: str
    cost: Cost
    unit: str
    other: Cost
    most: float | None = None

    @property
    def ratio(self) -> float:
        """CPU in units."""
        return self.cost.cpu / self.other.cpu

    @property
    def missed(self) -> bool:
        """Whether a target is missed."""
        return self.most is not None and self.ratio > self.most


def measure(commands: Sequence[Sequence[str]], root: Path, runs: int) -> list[Cost]:
    """Run commands several times in turn, so that what else the machine does weighs on all of them alike."""
    rounds = [[once(command, root) for command in commands] for _ in range(runs)]
    return [
        Cost(median(one.cpu for one in costs), median(one.wall for one in costs), max(one.memory for one in costs))
        for costs in zip(*rounds, strict=True)
    ]


def once(command: Sequence[str], root: Path) -> Cost:
    """Run a command. Raises ValueError when it fails, which for these programs is a code above 1."""
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise ValueError(f"{' '.join(command)}: exit code {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024)


def ripgrep(work: Path) -> str:
    """The system's ripgrep, else npm's."""
    if found := shutil.which("rg"):
        return found
    if not (work / "npm/node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", str(work / "npm"), "@vscode/ripgrep"], check=True)
    return str(next(one for one in (work / "npm").rglob("rg") if one.is_file()))


def ast_grep(work: Path) -> str:
    """The ast-grep of PyPI, in an environment of its own."""
    folder = work / "ast-grep"
    if not (folder / "bin/ast-grep").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin/pip"), "install", "-qq", "ast-grep-cli"], check=True)
    return str(folder / "bin/ast-grep")


def hook(root: Path, runs: int) -> list[Row]:
    """The hook on three files without the name, in empty interpreters."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=root, check=True, capture_output=True, text=True)
    clean = [one for one in listed.stdout.splitlines() if b"session" not in (root / one).read_bytes().lower()][:3]
    empty = [sys.executable, "-c", ""]
    nothing, configured, named = measure(
        [empty, [PROGRAM, "check", *clean], [PROGRAM, "check", *NAMES, *clean]], root, runs
    )
    return [
        Row("hook, three clean files", configured, "empty interpreter", nothing, HOOK_AT_MOST),
        Row("hook with --old and --new", named, "empty interpreter", nothing, HOOK_AT_MOST),
    ]


def whole(name: str, root: Path, tools: tuple[str, str], runs: int) -> list[Row]:
    """A cold check of a whole repository, roles and all, beside both tools."""
    check = [PROGRAM, "check", *NAMES, "--no-baseline", "--output-format", "concise"]
    search = [tools[0], "-uu", "--glob", "!.git", "--count", "-i", WORDS]
    match = [tools[1], "run", "--pattern", "session_id", "--lang", "python"]
    checked, words, name_only = measure([check, search, match], root, runs)
    return [
        Row(f"check {name}", checked, "ripgrep", words, RIPGREP_AT_MOST if name == "homeassistant" else None),
        Row(f"check {name}", checked, "ast-grep", name_only, AST_GREP_AT_MOST if name == "openai-agents" else None),
    ]


def largest(root: Path) -> float:
    """The size of the largest file in MiB."""
    files = (one for one in root.rglob("*") if one.is_file() and ".git" not in one.relative_to(root).parts)
    return max(one.stat().st_size for one in files) / 2**20


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--runs", type=int, default=5, help="how often each command is run")
    parser.add_argument("corpora", nargs="*", help="platform, openai-agents, Django, homeassistant")
    options = parser.parse_args()
    work = options.work.resolve()
    roots = corpora(work, options.corpora)
    tools = ripgrep(work), ast_grep(work)
    table = Table(title="flowcodemod check, in one run with what it is compared with", title_justify="left")
    for heading in ("what", "CPU s", "wall s", "MiB", "compared with", "CPU x", "wall x", "at most", ""):
        table.add_column(heading, justify="left" if heading in ("what", "compared with", "") else "right")
    missed = False
    plain = roots.get("platform") or next(iter(roots.values()))
    # The platform's campaign ships with the program; a hook finds it configured.
    (plain / "pyproject.toml").write_text('[tool.flowcodemod]\ncampaign = "session-to-flow"\n', "utf-8")
    rows = hook(plain, options.runs * 4)
    for name, root in roots.items():
        rows += whole(name, root, tools, options.runs)
    for row in rows:
        missed |= row.missed
        cells = (f"{row.cost.cpu:.3f}", f"{row.cost.wall:.3f}", f"{row.cost.memory:.0f}", row.unit)
        ratios = (f"{row.ratio:.2f}", f"{row.cost.wall / row.other.wall:.2f}", f"{row.most}" if row.most else "")
        table.add_row(row.name, *cells, *ratios, "missed" if row.missed else "")
    console = Console(width=118, highlight=False)
    console.print(table)
    for name, root in roots.items():
        memory = next(row.cost.memory for row in rows if row.name == f"check {name}")
        over = memory > MEMORY_AT_MOST + largest(root)
        missed |= over
        bound = f"{MEMORY_AT_MOST:.0f} MiB plus the largest file, {largest(root):.1f}"
        console.print(f"{name}: at most {memory:.0f} MiB of memory; to stay below {bound}{': missed' if over else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
