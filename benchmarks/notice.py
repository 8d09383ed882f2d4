"""Do the fixture platform's tests notice? Leaves one applied group out at random and asks its tests and the type checker.

    python benchmarks/notice.py [--trials 100] [--seed 20261121]

Every trial applies the plan without one group to a fresh copy, then runs the platform's tests and, while they all pass, its
consistency tests, TypeScript's compiler and mypy. Groups of running text alone (comments, docstrings, prose) are not drawn:
no test can notice them. Prints who noticed and the share; exit 1 when it is below 90 %.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from copies import committed_copy
from flowcodemod.cli.session import Request, make_plan
from flowcodemod.model.journal import Record
from flowcodemod.model.plan import Group, Plan
from flowcodemod.model.reference import TEXTUAL
from flowcodemod.repo.git import Repository
from flowcodemod.stages.apply import apply

PLATFORM = Path(__file__).parents[1] / "tests" / "fixtures" / "platform"
WORK = Path(__file__).parent / "work"
WANTED = 0.9


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--trials", type=int, default=100)
    options.add_argument("--seed", type=int, default=20261121)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = committed_copy(PLATFORM, Path(folder) / "source")
        request = Request(root, Path(), "session-to-flow", python=Path(sys.executable))
        plan = make_plan(request, Console(stderr=True)).chosen(0.9, ())
        whole = _without(plan, None, root, Path(folder) / "whole")
        allowed = {name: run(whole) for name, run in _JUDGES.items()}
        draw = random.Random(asked.seed)
        code = [group for group in plan.groups if set(group.roles) - TEXTUAL]
        noticed: Counter[str] = Counter()
        for number in range(asked.trials):
            group = draw.choice(code)
            tree = _without(plan, group.id, root, Path(folder) / "trial")
            who = next((name for name, run in _JUDGES.items() if run(tree) - allowed[name]), "nobody")
            noticed[who] += 1
            print(f"{number + 1:>4} {who:<12} {group.id} {_place(group)}", flush=True)
    share = 1 - noticed["nobody"] / asked.trials
    print(
        ", ".join(f"{name} {count}" for name, count in noticed.most_common()), f"of {asked.trials}: {share:.0%} noticed"
    )
    return 0 if share >= WANTED else 1


def _place(group: Group) -> str:
    """Where a group starts; one without edits moves a file."""
    first = group.edits[0] if group.edits else None
    return f"{first.path}:{first.line} {first.old}" if first else "a move"


def _without(plan: Plan, group: str | None, source: Path, target: Path) -> Path:
    """A copy of the platform with every group applied but one."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    kept = tuple(one for one in plan.groups if one.id != group)
    operations = tuple(one for one in plan.operations if not one.group or one.group != group)
    chosen = replace(plan, groups=kept, operations=operations)
    apply(Repository.find(target), chosen, Record(when=datetime.now(UTC), tool="notice"))
    return target


def failing_tests(tree: Path, folder: str) -> set[str]:
    """The tests of a folder that fail in a tree, as pytest names them."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-W",
        "ignore",
        folder,
    ]
    done = _run(command, tree)
    return {line.split(" - ")[0] for line in done.splitlines() if line.startswith(("FAILED", "ERROR"))}


def _types(tree: Path) -> set[str]:
    done = _run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", "main.py", "app", "tests"], tree
    )
    return {line for line in done.splitlines() if ": error:" in line}


def _run(command: list[str], tree: Path) -> str:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False).stdout


def _typescript(tree: Path) -> set[str]:
    """What TypeScript's compiler says of the frontend; it comes from npm, once."""
    compiler = WORK / "typescript" / "node_modules" / "typescript" / "bin" / "tsc"
    if not compiler.exists():
        compiler.parents[3].mkdir(parents=True, exist_ok=True)
        install = [
            "npm",
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(compiler.parents[3]),
            "typescript@5",
        ]
        subprocess.run(install, check=True, stdin=subprocess.DEVNULL)
    return set(_run(["node", str(compiler), "--noEmit", "-p", "frontend"], tree).splitlines())


_JUDGES = {
    "tests": lambda tree: failing_tests(tree, "tests"),
    "consistency": lambda tree: failing_tests(tree, "consistency"),
    "typescript": _typescript,
    "types": _types,
}

if __name__ == "__main__":
    sys.exit(main())
