"""The whole path on a code base nobody here wrote: openai-agents, as one table. Exits 1 when a line fails.

Fetches the sdist into `--work`, then works on a committed copy of it. Run with `make real`.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from copies import committed_copy, digests
from sdist import NAMES, PROJECT, VERSION, fetch
from text_search import search

Line = tuple[bool, str]


@dataclass
class Bench:
    """Runs one line after another and keeps what each showed."""

    root: Path
    work: Path
    rows: list[tuple[str, bool, str, float]] = field(default_factory=list)

    def line(self, name: str, step: Callable[[], Line]) -> None:
        """Run a step, timed. What goes wrong fails its line and not the others."""
        started = time.perf_counter()
        try:
            holds, shown = step()
        except (OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
            holds, shown = False, f"{type(error).__name__}: {error}"
        self.rows.append((name, holds, shown, time.perf_counter() - started))

    def command(self, *arguments: str, expected: int = 0) -> str:
        """Run `flowcodemod` on the copy; what it printed. Raises ValueError with its message when it fails."""
        program = str(Path(sys.executable).with_name("flowcodemod"))
        done = subprocess.run([program, *arguments], cwd=self.root, capture_output=True, text=True, check=False)
        if done.returncode != expected:
            said = (done.stderr or done.stdout).strip().rpartition("\n")[2]
            raise ValueError(f"exit code {done.returncode}: {said}")
        return done.stdout


class Steps:
    """The lines of the table, in order; each leaves what the next one needs."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._before = digests(bench.root)
        self._plan = bench.work / "plan.json"

    def inventory(self) -> Line:
        """Every reference, and all of them where a plain text search finds the words, and nowhere else."""
        document = json.loads(self._bench.command("inventory", *NAMES, "--output-format", "json"))
        self._found = {(item["path"], item["line"], item["column"], item["text"]) for item in document["items"]}
        whole = len(self._found) == len(document["items"]) == document["references"]
        return whole, f"{document['references']} references, {document['active']} active in {document['files']} files"

    def text_search(self) -> Line:
        """The independent search finds the same tokens at the same places."""
        expected = set(search(self._bench.root))
        missed, extra = sorted(expected - self._found), sorted(self._found - expected)
        example = f": {(missed or extra)[0]}" if missed or extra else ""
        return not example, f"{len(expected)} places, {len(missed)} missed, {len(extra)} too many{example}"

    def plan(self) -> Line:
        """A plan in which every reference is edited or left with a reason, and which has written nothing."""
        self._bench.command("plan", *NAMES, "--out", str(self._plan))
        document = json.loads(self._plan.read_bytes())
        covered = [(group["tier"], group["places"] or len(group["edits"])) for group in document["groups"]]
        total = sum(count for _, count in covered)
        sure = sum(count for tier, count in covered if tier == "confident")
        closes = total + len(document["not_edited"]) == len(self._found)
        untouched = digests(self._bench.root) == self._before
        shown = f"{sure} references move, {total - sure} to decide, {len(document['not_edited'])} stay with a reason"
        return closes and untouched, shown

    def apply(self) -> Line:
        """The confident groups, written."""
        self._bench.command("apply", "--plan", str(self._plan), "--yes")
        after = digests(self._bench.root)
        changed = [path for path in self._before | after if self._before.get(path) != after.get(path)]
        return bool(changed), f"{len(changed)} files changed"

    def compile(self) -> Line:
        """Every Python file that compiled before still compiles."""
        files = sorted(self._bench.root.rglob("*.py"))
        broken = [path for path in files if not _compiles(path)]
        return not broken, f"{len(files)} files compiled" + (f", broken: {broken[0]}" if broken else "")

    def verify(self) -> Line:
        """The product's own proofs."""
        lines = self._bench.command("verify", *NAMES).splitlines()
        return True, f"{sum(' holds ' in line for line in lines)} proofs hold"

    def plan_again(self) -> Line:
        """Nothing is left that an apply would do."""
        again = self._bench.work / "again.json"
        self._bench.command("plan", *NAMES, "--out", str(again))
        left = [group for group in json.loads(again.read_bytes())["groups"] if group["tier"] == "confident"]
        return not left, f"{len(left)} confident groups left"

    def rollback(self) -> Line:
        """Every byte as it was."""
        self._bench.command("rollback", "--last")
        after = digests(self._bench.root)
        different = [path for path in self._before | after if self._before.get(path) != after.get(path)]
        return not different, f"{len(after)} files, {len(different)} differ"


def _compiles(path: Path) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return True


def render(bench: Bench, console: Console) -> None:
    """The table."""
    table = Table(title=f"{PROJECT} {VERSION}: {' '.join(NAMES)}", title_justify="left")
    for heading in ("step", "", "what it showed", "seconds"):
        table.add_column(heading, justify="right" if heading == "seconds" else "left")
    for name, holds, shown, seconds in bench.rows:
        mark = Text("holds", style="green") if holds else Text("fails", style="red")
        table.add_row(name, mark, Text(shown), f"{seconds:.1f}")
    console.print(table)


def main() -> int:
    """Run every line; 1 when one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    work = parser.parse_args().work.resolve()
    source = fetch(work)
    bench = Bench(committed_copy(source, work / "copy"), work)
    steps = Steps(bench)
    bench.line("inventory", steps.inventory)
    bench.line("equals a text search", steps.text_search)
    bench.line("plan, the ledger closes", steps.plan)
    bench.line("apply", steps.apply)
    bench.line("every .py file compiles", steps.compile)
    bench.line("verify", steps.verify)
    bench.line("a second plan is empty", steps.plan_again)
    bench.line("rollback is byte-identical", steps.rollback)
    render(bench, Console(width=int(os.environ.get("COLUMNS", "110")), highlight=False))
    return 0 if all(holds for _, holds, _, _ in bench.rows) else 1


if __name__ == "__main__":
    sys.exit(main())
