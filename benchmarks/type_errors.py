"""Type errors before and after `apply`, as one table: the platform and public packages. Exits 1 when one is new.

`python benchmarks/type_errors.py [NAME ...]`; names are `platform` and those of calibration/packages.toml. The packages
and an environment for each are fetched into `--work`; `--platform-python` is the interpreter of the platform's.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from calibration.population import load
from copies import committed_copy
from exam.packages import PackageError, Workshop
from flowcodemod.model.concept import Concept
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaign
from flowcodemod.typecheck.problems import appeared
from flowcodemod.typecheck.protocol import Problem
from flowcodemod.typecheck.pyrefly import open_checker

PLATFORM = Path(__file__).parents[1] / "tests/fixtures/platform"
USUAL = ("platform", "openai-agents", "django-celery-results", "apscheduler", "rq", "slack-bolt")


@dataclass(frozen=True)
class Subject:
    """A committed copy, the environment of its dependencies, and the options that name what to rename in it."""

    name: str
    root: Path
    python: Path | None
    names: tuple[str, ...]
    concept: Concept


@dataclass(frozen=True)
class Outcome:
    """The errors of the same checker before and after, and those that are new."""

    before: int
    after: int
    new: tuple[Problem, ...]


def main() -> int:
    """Rename in each, and print the table."""
    parser = argparse.ArgumentParser(prog="type_errors", description=__doc__)
    parser.add_argument("names", nargs="*", default=USUAL)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--platform-python", type=Path)
    options = parser.parse_args()
    console = Console(width=110, highlight=False)
    table = Table("", "errors before", "after", "new", box=None, pad_edge=False)
    failed = 0
    for subject in _subjects(options.names, options.work.resolve(), options.platform_python):
        found = outcome(subject)
        failed += bool(found.new)
        table.add_row(subject.name, str(found.before), str(found.after), str(len(found.new)))
        for one in found.new:
            console.print(Text(f"{subject.name}: {one.path}:{one.line}: {one.message.splitlines()[0]} [{one.code}]"))
    console.print(table)
    return 1 if failed else 0


def outcome(subject: Subject) -> Outcome:
    """Apply the confident edits and compare. Raises PackageError when the program or the checker does not run."""
    before = diagnose(subject)
    program = [sys.executable, "-m", "flowcodemod", "-C", str(subject.root), "apply", *subject.names, "--yes"]
    environment = ["--python", str(subject.python)] if subject.python else []
    done = subprocess.run([*program, *environment], capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageError(f"{subject.name}: apply ended with {done.returncode}: {done.stderr[-800:]}")
    after = diagnose(subject)
    return Outcome(len(before), len(after), new_errors(before, after, subject.concept.rewrite))


def new_errors(
    before: tuple[Problem, ...], after: tuple[Problem, ...], rename: Callable[[str], str]
) -> tuple[Problem, ...]:
    """The errors of `after` that are not those of `before` in new words."""
    renamed = {_in_new_words(one, rename): one for one in after}
    return tuple(renamed[one] for one in appeared((_in_new_words(one, rename) for one in before), renamed))


def _in_new_words(one: Problem, rename: Callable[[str], str]) -> Problem:
    return replace(one, path=rename(one.path), message=rename(one.message))


def diagnose(subject: Subject) -> tuple[Problem, ...]:
    """The type errors of every Python file. Raises PackageError when there is no checker."""
    paths = list(Repository.find(subject.root).tracked())
    with open_checker(subject.root, subject.python, paths) as checker:
        found = checker.diagnose(path for path in paths if path.endswith((".py", ".pyi")))
    if found.problem:
        raise PackageError(f"{subject.name}: {found.problem}")
    return found.problems


def _subjects(names: list[str], work: Path, platform_python: Path | None) -> Iterator[Subject]:
    if "platform" in names:
        root = committed_copy(PLATFORM, work / "type_errors" / "platform")
        concept = load_campaign("session-to-flow", None, None, root, {}).concept
        yield Subject("platform", root, platform_python, ("--campaign", "session-to-flow"), concept)
    workshop = Workshop(work / "calibration")
    for package in load():
        if package.name in names:
            root = committed_copy(workshop.source(package.case), workshop.tree(package.case))
            concept = load_campaign(None, package.old, package.new, root, {}).concept
            options = ("--old", package.old, "--new", package.new)
            yield Subject(package.name, root, workshop.python(package.case), options, concept)


if __name__ == "__main__":
    sys.exit(main())
