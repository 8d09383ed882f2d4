"""Is every slice whole? Applies each group of the fixture platform's plan alone, with what it requires, and runs its tests.

    python benchmarks/slices.py

Groups that come with the same others are tried once; groups of running text alone are not. Prints each slice with the tests
that fail, and how many slices broke something; exit 1 when one did.
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from copies import committed_copy
from flowcodemod.cli.session import Request, make_plan
from flowcodemod.model.journal import Record
from flowcodemod.model.plan import Plan
from flowcodemod.model.reference import TEXTUAL
from flowcodemod.repo.git import Repository
from flowcodemod.stages.apply import apply
from notice import PLATFORM, failing_tests


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = committed_copy(PLATFORM, Path(folder) / "source")
        slices = _slices(Request(root, Path(), "session-to-flow", python=Path(sys.executable)))
        allowed = failing_tests(root, "tests")
        broken = 0
        for plan in slices:
            failed = failing_tests(_applied(plan, root, Path(folder) / "slice"), "tests") - allowed
            broken += bool(failed)
            first = plan.edits()[:1]
            place = f"{first[0].path}:{first[0].line} {first[0].old}" if first else "a move"
            print(f"{len(plan.groups):>4} groups, {len(failed)} tests fail: {place}", *sorted(failed)[:2], flush=True)
    print(f"{broken} of {len(slices)} slices break a test")
    return 1 if broken else 0


def _slices(request: Request) -> list[Plan]:
    """What `--only group=…` takes for each group of code, each set of groups once, small ones first."""
    made = make_plan(request, Console(stderr=True))
    code = [group for group in made.chosen(0.9, ()).groups if set(group.roles) - TEXTUAL]
    found = [made.chosen(0.9, [f"group={group.id}"]) for group in code]
    once = {tuple(group.id for group in plan.groups): plan for plan in found}
    return sorted(once.values(), key=lambda plan: len(plan.groups))


def _applied(plan: Plan, source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    apply(Repository.find(target), plan, Record(when=datetime.now(UTC), tool="slices"))
    return target


if __name__ == "__main__":
    sys.exit(main())
