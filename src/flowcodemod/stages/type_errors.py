"""Type errors before and after a run, asked of the same checker about the same files: none may be new."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from flowcodemod.model.concept import Concept
from flowcodemod.model.plan import Group
from flowcodemod.model.proof import Changed, Proof, holds, skipped
from flowcodemod.model.words import counted
from flowcodemod.repo.copies import lay_out
from flowcodemod.repo.git import EntryKind, Repository
from flowcodemod.repo.sources import read_bytes
from flowcodemod.stages.blame import Blame
from flowcodemod.typecheck.problems import appeared
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import Checker, Diagnosis, Problem

NAME = "no new type error"
_PYTHON = (".py", ".pyi")
Opener = Callable[[Project], Checker]


def type_errors(
    repository: Repository,
    project: Project,
    opened: Opener,
    *,
    changed: Sequence[Changed],
    before: Mapping[str, bytes],
    groups: Sequence[Group],
    concept: Concept,
) -> Proof:
    """Compare the errors of the repository's Python files with those of the same files as they were.

    `before`: the bytes that a run replaced or took away. Both trees are laid out side by side outside the repository,
    so that nothing but the run tells them apart; nothing of them is run.
    """
    if not any(one.path.endswith(_PYTHON) for one in changed):
        return skipped(NAME, "the run edited no Python file")
    now = dict(_python_files(repository))
    arrived = {one.path for one in changed} - before.keys()
    then = {path: data for path, data in now.items() if path not in arrived}
    then |= {path: data for path, data in before.items() if path.endswith(_PYTHON)}
    old, new = _diagnose(project, opened, then), _diagnose(project, opened, now)
    if old.problem or new.problem:
        return skipped(NAME, old.problem or new.problem)
    return compare(old.problems, new.problems, changed, groups, concept)


def compare(
    old: Iterable[Problem],
    new: Sequence[Problem],
    changed: Sequence[Changed],
    groups: Sequence[Group],
    concept: Concept,
) -> Proof:
    """The proof from two lists of errors, whose messages are compared as if everything were renamed."""
    moved = {one.was: one.path for one in changed if one.was}
    earlier = [_renamed(replace(one, path=moved.get(one.path, one.path)), concept) for one in old]
    later = {_renamed(one, concept): one for one in new}
    found = [later[one] for one in appeared(earlier, [_renamed(one, concept) for one in new])]
    problems = [f"{one.path}:{one.line}: {one.message} [{one.code}]" for one in found]
    return holds(
        NAME, problems, f"{counted(len(new), 'error')} now, {len(earlier)} before", _causes(found, changed, groups)
    )


def _renamed(problem: Problem, concept: Concept) -> Problem:
    return replace(problem, message=concept.rewrite(problem.message))


def _causes(problems: Iterable[Problem], changed: Sequence[Changed], groups: Sequence[Group]) -> tuple[str, ...]:
    """The groups that edited a line with a new error, else those that gave a name the error speaks of."""
    blame = Blame(groups)
    was = {one.path: one.was for one in changed}
    causes: set[str] = set()
    for problem in problems:
        words = set(re.findall(r"\w+", problem.message))
        here = blame.of_line(was.get(problem.path, problem.path), problem.line)
        causes.update(here or (group.id for group in groups if any(edit.new in words for edit in group.edits)))
    return tuple(sorted(causes))


def _python_files(repository: Repository) -> Iterator[tuple[str, bytes]]:
    for path, kind in repository.tracked().items():
        if kind is EntryKind.FILE and path.endswith(_PYTHON) and (repository.root / path).is_file():
            yield path, read_bytes(repository.root / path)


def _diagnose(project: Project, opened: Opener, files: Mapping[str, bytes]) -> Diagnosis:
    with tempfile.TemporaryDirectory(prefix="flowcodemod-") as folder:
        root = Path(folder).resolve()
        lay_out(root, files)
        with opened(project.moved_to(root)) as checker:
            found = checker.diagnose(files)
        problems = (replace(one, message=one.message.replace(str(root), str(project.root))) for one in found.problems)
        return replace(found, problems=tuple(problems))
