"""Type errors before and after: a name put wrong on purpose is found among standing errors, and nothing else is."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from flowcodemod.model.concept import Concept
from flowcodemod.model.journal import Run
from flowcodemod.model.plan import Edit, Group, Reach
from flowcodemod.model.proof import Outcome, Proof
from flowcodemod.model.words import Term
from flowcodemod.repo.changed import bytes_before, changes_of
from flowcodemod.repo.git import Repository
from flowcodemod.stages.apply import apply
from flowcodemod.stages.type_errors import compare, type_errors
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import CheckerUnavailable, Diagnosis, Problem
from flowcodemod.typecheck.pyrefly import open_project
from worktree import RECORD, move, plan_for, repository, tree

CONCEPT = Concept(Term.of("session_id"), Term.of("flow_id"))
FILES = {
    "app/__init__.py": "",
    "app/session.py": "def close(session_id: int) -> str:\n    return session_id\n",  # an error that stands
    "app/user.py": "from app.session import close\n\nclose(session_id=1)\nclose(session_id='x')\n",
    "notes.txt": "session_id\n",
}
GROUPS = (
    Group("define", 0.95, Reach.LOCAL, (), (Edit("a.py", 6, 16, 1, "session_id", "flow_id"),)),
    Group("call", 0.95, Reach.LOCAL, (), (Edit("a.py", 40, 50, 3, "session_id", "flow_id"),)),
)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return repository(tmp_path / "code", FILES)


def judged(repo: Repository, run: Run | None, opened: Any = open_project) -> Proof:
    assert run is not None
    changed = changes_of(repo, run)
    repo = replace(repo, made=frozenset(one.path for one in changed))
    project = Project.find(repo.root, repo.tracked())
    return type_errors(
        repo,
        project,
        opened,
        changed=changed,
        before=bytes_before(repo, run),
        groups=run.groups,
        concept=CONCEPT,
    )


def test_a_whole_rename_adds_no_error_to_those_that_stand(repo: Repository) -> None:
    run = apply(repo, plan_for(repo), RECORD)
    before = tree(repo.root)
    proof = judged(repo, run)
    assert (proof.outcome, proof.detail) == (Outcome.HOLDS, "2 errors now, 2 before")
    assert tree(repo.root) == before


def test_a_keyword_put_back_on_purpose_is_found_with_its_group(repo: Repository) -> None:
    run = apply(repo, plan_for(repo), RECORD)
    assert run is not None
    file = repo.root / "app/user.py"
    file.write_text(file.read_text().replace("flow_id=1", "session_id=1"))
    proof = judged(repo, run)
    assert proof.outcome is Outcome.FAILS
    assert "app/user.py:3" in proof.detail
    assert proof.groups


def test_a_moved_file_takes_its_errors_along(repo: Repository) -> None:
    proof = judged(repo, apply(repo, plan_for(repo, move("app/user.py", "app/client.py")), RECORD))
    assert (proof.outcome, proof.detail) == (Outcome.HOLDS, "2 errors now, 2 before")


def test_a_moved_module_whose_import_stays_behind_fails(repo: Repository) -> None:
    proof = judged(repo, apply(repo, plan_for(repo, move("app/session.py", "app/flow.py")), RECORD))
    assert proof.outcome is Outcome.FAILS
    assert "app.session" in proof.detail


def test_without_a_checker_it_is_skipped_with_the_reason(repo: Repository) -> None:
    run = apply(repo, plan_for(repo), RECORD)
    proof = judged(repo, run, lambda _project: CheckerUnavailable("pyrefly is not installed"))
    assert (proof.outcome, proof.detail) == (Outcome.SKIPPED, "pyrefly is not installed")


@dataclass
class Watched:
    """A checker that finds nothing and remembers which trees it was shown."""

    project: Project
    seen: list[dict[str, bytes]] = field(default_factory=list)

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None: ...

    def diagnose(self, paths: Iterable[str]) -> Diagnosis:
        self.seen.append({path: (self.project.root / path).read_bytes() for path in paths})
        return Diagnosis()


def test_both_trees_lie_outside_the_repository_and_hold_its_python(repo: Repository) -> None:
    seen: list[dict[str, bytes]] = []
    roots: list[Path] = []

    def opened(project: Project) -> Watched:
        roots.extend([project.root, *project.search_path])
        return Watched(project, seen)

    run = apply(repo, plan_for(repo, move("app/user.py", "app/client.py")), RECORD)
    assert judged(repo, run, opened).outcome is Outcome.HOLDS
    then, now = seen
    assert then == {path: text.encode() for path, text in FILES.items() if path.endswith(".py")}
    assert set(now) == {"app/__init__.py", "app/session.py", "app/client.py"}
    assert not any(root.is_relative_to(repo.root) for root in roots)
    assert not any(root.exists() for root in roots)


def test_no_python_no_question(tmp_path: Path) -> None:
    repo = repository(tmp_path / "code", {"notes.txt": "session_id\n"})
    proof = judged(repo, apply(repo, plan_for(repo), RECORD))
    assert (proof.outcome, proof.detail) == (Outcome.SKIPPED, "the run edited no Python file")


def problem(line: int, message: str) -> Problem:
    return Problem("a.py", line, 1, "missing-attribute", message)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("no attribute `session_id`", "no attribute `flow_id`"),
        ("no attribute `session_id`", "no attribute `session_id`"),
        ("no attribute `sessionId`", "no attribute `flowId`"),
        ("no attribute `other`", "no attribute `other`"),
    ],
)
def test_the_same_error_under_either_name_is_not_new(before: str, after: str) -> None:
    proof = compare([problem(3, before)], [problem(4, after)], (), GROUPS, CONCEPT)
    assert proof.outcome is Outcome.HOLDS


def test_another_of_the_same_is_new_and_its_line_names_the_group() -> None:
    old = [problem(1, "no `session_id`")]
    new = [problem(1, "no `flow_id`"), problem(3, "no `flow_id`")]
    proof = compare(old, new, (), GROUPS, CONCEPT)
    assert (proof.outcome, proof.groups) == (Outcome.FAILS, ("call",))


def test_an_error_elsewhere_names_the_groups_that_gave_the_name() -> None:
    proof = compare([], [problem(9, "no `flow_id`")], (), GROUPS, CONCEPT)
    assert proof.groups == ("call", "define")
    proof = compare([], [problem(9, "no `other`")], (), GROUPS, CONCEPT)
    assert (proof.outcome, proof.groups) == (Outcome.FAILS, ())
