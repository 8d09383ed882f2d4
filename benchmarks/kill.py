"""Kill a run after its n-th file-system call, at hundreds of points, and look at what recovery makes of the tree.

    python benchmarks/kill.py [--points 300] [--package libcst] [--old leading_lines] [--new lines_before]

The tree is a copy of an installed package, committed to a repository of its own in a temporary folder; the plan renames
a name in it, moves, creates and deletes files and changes the case of one. At each point a child process applies the
plan (or rolls it back) and kills itself with SIGKILL; a write is killed half way. Then the run is recovered; every
fifth recovery is killed, too. The tree must be exactly what it was before or what it is after, and a rollback must
restore every byte. Then each error is injected at every n-th call, once and for good. Exit code 1 when a point fails.
"""

import argparse
import errno
import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from flowcodemod.inventory.discover import discover
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.concept import Concept
from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.journal import Record
from flowcodemod.model.plan import Edit, Group, Operation, OperationKind, Plan, Reach
from flowcodemod.model.words import Term
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.git import Repository
from flowcodemod.repo.run_folders import unfinished
from flowcodemod.stages.apply import apply
from flowcodemod.stages.recover import recover
from flowcodemod.stages.rollback import rollback

RECORD = Record(datetime(2026, 1, 1, tzinfo=UTC), "benchmark")
FAULTS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS, errno.ENOENT)
Tree = dict[str, tuple[int, bytes]]
Act = Callable[[Repository, Disk], object]


class CountingDisk(Disk):
    """Counts its calls and asks `before_call` ahead of each."""

    def __init__(self, before_call: Callable[[int, str, tuple[Any, ...]], None] = lambda *_: None) -> None:
        self.calls = 0
        self._before_call = before_call

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name.startswith("_") or not callable(value):
            return value

        def counted(*arguments: Any) -> Any:
            self.calls += 1
            self._before_call(self.calls, name, arguments)
            return value(*arguments)

        return counted


def killing(number: int) -> CountingDisk:
    """A disk that kills the process at a call; of a write, the first half is still done."""

    def kill(count: int, name: str, arguments: tuple[Any, ...]) -> None:
        if count == number:
            if name == "write":
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    return CountingDisk(kill)


def failing(number: int, code: int, *, forever: bool) -> CountingDisk:
    """A disk whose call of that number fails; with `forever`, every later one, too."""

    def fail(count: int, name: str, arguments: tuple[Any, ...]) -> None:
        if count == number or (forever and count > number):
            if name == "close":
                os.close(arguments[0])
            raise OSError(code, os.strerror(code))

    return CountingDisk(fail)


def tree(root: Path) -> Tree:
    """Every file and folder but git's, with its mode and bytes."""
    found: Tree = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != ".git"]
        for name in [*folders, *names]:
            path = Path(folder, name)
            mode = path.lstat().st_mode
            found[str(path.relative_to(root))] = (mode, path.read_bytes() if stat.S_ISREG(mode) else b"")
    return found


def make_template(folder: Path, package: str) -> Repository:
    """A committed copy of an installed package."""
    found = importlib.util.find_spec(package)
    if not found or not found.submodule_search_locations:
        raise SystemExit(f"there is no package {package} here")
    shutil.copytree(found.submodule_search_locations[0], folder, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    identity = ["-c", "user.name=fuzz", "-c", "user.email=fuzz@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "start"], ["gc", "-q"]):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)
    return Repository.find(folder)


def make_plan(repository: Repository, old: str, new: str, most: int) -> Plan:
    """A plan for the first files that hold the name, with operations of every kind."""
    concept = Concept(Term.of(old), Term.of(new))
    groups, files = [], {}
    for source in list(discover(repository, Campaign("fuzz", concept)).sources)[:most]:
        edits = []
        for hit in concept.hits(source.text):
            replacement = concept.rename(hit.text)
            if replacement:
                line = source.text.count("\n", 0, hit.start) + 1
                edits.append(Edit(source.path, hit.start, hit.end, line, hit.text, replacement))
        groups.append(Group(source.path, 0.95, Reach.LOCAL, (), tuple(edits)))
        files[source.path] = source.digest
    others = [path for path in repository.tracked() if path not in files]
    moved, deleted, cased = sorted(files)[0], others[0], others[1]
    files |= {path: sha256((repository.root / path).read_bytes()).hexdigest() for path in (deleted, cased)}
    operations = (
        Operation(OperationKind.MOVE, moved, f"moved/deep/{Path(moved).name}"),
        Operation(OperationKind.CREATE, moved, content="# a new file in the old place\r\n"),
        Operation(OperationKind.MOVE, cased, str(Path(cased).with_name(Path(cased).name.swapcase()))),
        Operation(OperationKind.DELETE, deleted),
    )
    return Plan("benchmark", "", "fuzz", tuple(groups), operations, (), files)


def killed_in_child(repository: Repository, act: Act, number: int) -> bool:
    """Let a child process act on a disk that kills it; return whether it got so far."""
    child = os.fork()
    if not child:
        try:
            act(repository, killing(number))
        except BaseException:  # noqa: BLE001 - whatever it is, the child must not go on as a second parent
            traceback.print_exc()
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the child failed by itself at call {number}")
    return os.WIFSIGNALED(status)


def recovered(repository: Repository, number: int, *, again: bool) -> str:
    """Recover, killed once more on the way with `again`; return what became of the run."""
    if not unfinished(repository):
        recover(repository, RECORD.when)
        return "no recovery needed"
    if again:
        killed_in_child(repository, lambda repo, disk: recover(repo, RECORD.when, disk=disk), 1 + number % 40)
    done = recover(repository, RECORD.when)
    return done[0].state if done else "ended by the recovery that was killed"


@dataclass(frozen=True)
class Trial:
    """What is tried: an act on a copy of a template, whose tree goes from `before` to `after`."""

    name: str
    template: Path
    act: Act
    before: Tree
    after: Tree

    def calls(self) -> int:
        """How many file-system calls the act makes when nothing happens."""
        disk = CountingDisk()
        with copy_of(self.template) as repository:
            self.act(repository, disk)
        return disk.calls


def judged(repository: Repository, trial: Trial, original: Tree, index: int) -> list[str]:
    """Recover and look at the tree; return what came of it. Raises FlowcodemodError when a byte is wrong."""
    found = [recovered(repository, index, again=index % 5 == 4)]
    left = tree(repository.root)
    if left not in (trial.before, trial.after) or unfinished(repository):
        raise FlowcodemodError("the tree is neither as before nor as after")
    found.append("tree exactly before" if left == trial.before else "tree exactly after")
    if left != original:
        rollback(repository, "last", RECORD)
        if tree(repository.root) != original:
            raise FlowcodemodError("rolled back, the tree is not what it was")
        found.append("then rolled back, every byte restored")
    return found


def kill_points(trial: Trial, original: Tree, points: int) -> int:
    """Kill at evenly spread calls; print the counts and return how many points failed."""
    calls = trial.calls()
    numbers = sorted({1 + round(step * (calls - 1) / (points - 1)) for step in range(points)})
    ends: Counter[str] = Counter()
    failures = 0
    for index, number in enumerate(numbers):
        with copy_of(trial.template) as repository:
            if not killed_in_child(repository, trial.act, number):
                raise SystemExit(f"call {number} was never made")
            try:
                found = judged(repository, trial, original, index)
            except FlowcodemodError as error:
                failures += 1
                print(f"  FAILED: {trial.name} killed at call {number}: {error}")
            else:
                ends.update(found)
    print(f"\n{trial.name}: {calls} calls, killed at {len(numbers)} of them, {failures} failed")
    for end, times in sorted(ends.items()):
        print(f"  {times:5}  {end}")
    return failures


def fault_points(trial: Trial, step: int) -> int:
    """Inject every error at every `step`-th call, once and for good; print the counts and return the failures."""
    calls = trial.calls()
    tried = failures = 0
    for number in range(1, calls + 1, step):
        for code, forever in [(code, forever) for code in FAULTS for forever in (False, True)]:
            with copy_of(trial.template) as repository:
                with suppress(FlowcodemodError):
                    trial.act(repository, failing(number, code, forever=forever))
                if forever:
                    recover(repository, RECORD.when)
                good = tree(repository.root) in (trial.before, trial.after) and not unfinished(repository)
                tried, failures = tried + 1, failures + (not good)
                if not good:
                    print(f"  FAILED: {trial.name}, {os.strerror(code)} at call {number}, for good: {forever}")
    print(f"\n{trial.name}: {tried} faults ({', '.join(map(os.strerror, FAULTS))}), {failures} failed")
    return failures


@contextmanager
def copy_of(template: Path) -> Iterator[Repository]:
    """A scratch copy of a repository, of hard links: a file written in place would change under every point."""
    with tempfile.TemporaryDirectory(prefix="kill-", dir=template.parent) as folder:
        shutil.copytree(template, Path(folder, "code"), symlinks=True, copy_function=os.link)
        yield Repository.find(Path(folder, "code"))


def main() -> int:
    """Run the whole experiment and return the exit code."""
    parser = argparse.ArgumentParser(description="Kill runs at every n-th file-system call.")
    parser.add_argument("--package", default="libcst")
    parser.add_argument("--old", default="leading_lines")
    parser.add_argument("--new", default="lines_before")
    parser.add_argument("--points", type=int, default=300, help="how many kills in all")
    parser.add_argument("--files", type=int, default=20, help="how many files the plan edits at most")
    parser.add_argument("--fault-step", type=int, default=25, help="inject faults at every n-th call")
    options = parser.parse_args()
    # SIGKILL loses nothing that a write has reached, so memory tells the same as a disk, and sooner.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="flowcodemod-kill-", dir=memory) as folder:
        template = Path(folder).resolve() / "template"
        repository = make_template(template, options.package)
        plan = make_plan(repository, options.old, options.new, options.files)

        def do_apply(repository: Repository, disk: Disk) -> object:
            return apply(repository, plan, RECORD, disk=disk)

        def do_rollback(repository: Repository, disk: Disk) -> object:
            return rollback(repository, "last", RECORD, disk=disk)

        original = tree(template)
        applied = Path(folder).resolve() / "applied"
        shutil.copytree(template, applied, symlinks=True)
        apply(Repository.find(applied), plan, RECORD)
        after = tree(applied)
        half = options.points // 2
        print(f"{options.package}: {len(original)} paths, {len(plan.edits())} edits in {len(plan.groups)} files")
        trials = (
            Trial("apply", template, do_apply, original, after),
            Trial("rollback", applied, do_rollback, after, original),
        )
        failures = sum(kill_points(trial, original, half) for trial in trials)
        failures += sum(fault_points(trial, options.fault_step) for trial in trials)
    print("\nall points hold" if not failures else f"\n{failures} points FAILED")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
