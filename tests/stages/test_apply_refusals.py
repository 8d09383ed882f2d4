"""apply: everything that is refused before the first byte is written."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flowcodemod.model.errors import FlowcodemodError, PlanError, RepositoryError, RunError
from flowcodemod.model.journal import RunState
from flowcodemod.model.plan import Edit, Group, Operation, OperationKind, Plan, Reach
from flowcodemod.repo.disk import DISK
from flowcodemod.repo.git import Repository
from flowcodemod.repo.lock import locked
from flowcodemod.repo.run_folders import unfinished
from flowcodemod.repo.runs import list_runs
from flowcodemod.stages.apply import apply
from worktree import RECORD, WatchedDisk, create, delete, git, move, plan_for, repository, tree, write


# Each with a message that names the file, and not a byte changed.
def refused(repo: Repository, plan: Plan, error: type[FlowcodemodError], match: str, **options: bool) -> None:
    before = tree(repo.root)
    with pytest.raises(error, match=match):
        apply(repo, plan, RECORD, **options)
    assert tree(repo.root) == before
    assert unfinished(repo) == ""
    assert list_runs(repo) == ()


def test_a_stale_plan_names_its_files(repo: Repository) -> None:
    plan = plan_for(repo)
    write(repo.root, {"app/a.py": "session_id = 3\n"})
    (repo.root / "wide.txt").unlink()
    refused(repo, plan, PlanError, r"changed since the plan was made: app/a\.py, wide\.txt", allow_dirty=True)


def test_a_file_that_was_only_read_makes_the_plan_stale_too(repo: Repository) -> None:
    plan = plan_for(repo)
    plan = replace(plan, files={**plan.files, "other.py": "0" * 64})
    refused(repo, plan, PlanError, r"changed since the plan was made: other\.py")


def test_a_dirty_tree(repo: Repository) -> None:
    plan = plan_for(repo)
    write(repo.root, {"other.py": "x = 2\n"})
    refused(repo, plan, RepositoryError, r"not committed: other\.py")


def test_staged_changes_are_dirty(repo: Repository) -> None:
    plan = plan_for(repo)
    write(repo.root, {"new.py": "x = 2\n"})
    git(repo.root, "add", "new.py")
    refused(repo, plan, RepositoryError, r"not committed: new\.py")


def test_no_git(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "session_id"})
    repo = Repository.find(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(RepositoryError, match="no git repository"):
        apply(repo, plan_for(repo), RECORD)
    assert tree(tmp_path) == before


def one_edit(repo: Repository, path: str, old: str, start: int = 0) -> Plan:
    plan = plan_for(repo)
    edit = Edit(path, start, start + len(old), 1, old, "flow_id")
    return replace(plan, groups=(Group("g", 0.95, Reach.LOCAL, (), (edit,)),))


def test_an_edit_that_does_not_stand_at_its_place(repo: Repository) -> None:
    refused(repo, one_edit(repo, "app/a.py", "session_ix"), PlanError, r"app/a\.py:1: 'session_ix' does not stand at 0")
    refused(repo, one_edit(repo, "app/a.py", "session_id", 900), PlanError, "does not stand at 900")


def test_overlapping_edits(repo: Repository) -> None:
    edits = (Edit("app/a.py", 0, 10, 1, "session_id", "x"), Edit("app/a.py", 5, 10, 1, "on_id", "y"))
    plan = replace(plan_for(repo), groups=(Group("g", 0.95, Reach.LOCAL, (), edits),))
    refused(repo, plan, PlanError, "overlap")


@pytest.mark.parametrize("path", ["../outside", "/etc/hosts", ".git/config", "app/../../x", "a\\b"])
def test_paths_that_lead_elsewhere(repo: Repository, path: str) -> None:
    refused(repo, one_edit(repo, path, "session_id"), PlanError, "path")
    for operation in (move("other.py", path), create(path, "x"), delete(path)):
        refused(repo, replace(plan_for(repo), operations=(operation,)), PlanError, "path")


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, {"a.py": "session_id"})
    repo = repository(tmp_path / "code", {"real/a.py": "session_id"})
    (repo.root / "link").symlink_to(outside)
    (repo.root / "a.py").symlink_to(outside / "a.py")
    git(repo.root, "add", "-A")
    git(repo.root, "commit", "-q", "-m", "links")
    digests = dict.fromkeys(("link/a.py", "a.py"), plan_for(repo).files["real/a.py"])
    for path in digests:
        plan = replace(one_edit(repo, path, "session_id"), files=digests)
        refused(repo, plan, PlanError, "symbolic link")
    refused(repo, plan_for(repo, move("real/a.py", "link/b.py")), PlanError, "link is there")
    assert {path: content for path, (_, content) in tree(outside).items()} == {"a.py": b"session_id"}


def test_a_folder_that_has_become_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, {"a.py": "session_id"})
    repo = repository(tmp_path / "code", {"app/a.py": "session_id"})
    plan = plan_for(repo)
    (repo.root / "app").rename(repo.root / "old")
    (repo.root / "app").symlink_to(outside)
    refused(repo, plan, PlanError, "symbolic link", allow_dirty=True)
    assert (outside / "a.py").read_text() == "session_id"


def test_an_untracked_file_is_not_edited(repo: Repository) -> None:
    write(repo.root, {"secret.env": "session_id"})
    plan = one_edit(repo, "secret.env", "session_id")
    digest = plan_for(repository(repo.root.parent / "twin", {"secret.env": "session_id"})).files["secret.env"]
    refused(repo, replace(plan, files={**plan.files, "secret.env": digest}), PlanError, r"not tracked .* secret\.env")


def test_a_file_inside_a_submodule(tmp_path: Path) -> None:
    inner = repository(tmp_path / "inner", {"a.py": "session_id"})
    repo = repository(tmp_path / "code", {"b.py": "session_id"})
    git(repo.root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "sub")
    git(repo.root, "commit", "-q", "-m", "submodule")
    digest = plan_for(inner).files["a.py"]
    plan = replace(one_edit(repo, "sub/a.py", "session_id"), files={"sub/a.py": digest})
    refused(repo, plan, PlanError, r"not tracked .* sub/a\.py")
    refused(repo, plan_for(repo, move("b.py", "sub/b.py")), PlanError, "sub is there")


def test_an_edit_without_a_digest(repo: Repository) -> None:
    plan = plan_for(repo)
    refused(repo, replace(plan, files={}), PlanError, r"digest it does not hold: app/a\.py, app/bom\.py")


def test_text_that_the_encoding_cannot_hold(repo: Repository) -> None:
    refused(repo, plan_for(repo, new="flöw_→"), PlanError, r"app/latin\.py is written in iso-8859-1, which has no '→'")


@pytest.mark.parametrize(
    "make",
    [
        lambda: (move("app/a.py", "other.py"),),
        lambda: (move("app/a.py", "Other.PY"),),
        lambda: (move("app/a.py", "other.py/a.py"),),
        lambda: (move("app/a.py", "untracked.txt"),),
        lambda: (move("app/a.py", "folder"),),
        lambda: (create("other.py", ""),),
        lambda: (create("x.py", ""), create("x.py", "")),
        lambda: (create("x.py", ""), move("app/a.py", "X.py")),
        lambda: (move("app/a.py", "x.py"), move("app/a.py", "y.py")),
        lambda: (move("app/a.py", "x.py"), delete("app/a.py")),
        lambda: (delete("absent.py"),),
    ],
)
def test_operations_that_would_destroy_something(repo: Repository, make: Callable[[], tuple[Operation, ...]]) -> None:
    write(repo.root, {"untracked.txt": "mine", "folder/x": "mine"})
    refused(repo, plan_for(repo, *make()), PlanError, r"name twice|is there|not tracked")


def test_a_read_only_file(repo: Repository) -> None:
    (repo.root / "app/a.py").chmod(0o444)
    refused(repo, plan_for(repo), PlanError, r"app/a\.py is read-only")


def test_steps_for_people_change_nothing(repo: Repository) -> None:
    step = Operation(OperationKind.STEP, detail="ALTER TABLE assets RENAME COLUMN session_id TO flow_id")
    assert apply(repo, replace(plan_for(repo), groups=(), operations=(step,)), RECORD) is None


def test_a_second_writer_is_told_who_holds_the_lock(repo: Repository) -> None:
    with locked(repo, DISK):
        refused(repo, plan_for(repo), RunError, f"process {os.getpid()} is writing")


def test_a_runs_folder_that_is_a_link(repo: Repository, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert repo.runs is not None
    repo.runs.symlink_to(elsewhere)
    with pytest.raises(RepositoryError, match="is a link"):
        apply(repo, plan_for(repo), RECORD)
    assert list(elsewhere.iterdir()) == []


def test_a_file_changed_at_the_last_moment_is_left_to_its_author(repo: Repository) -> None:
    before = tree(repo.root)
    other = repo.root / "wide.txt"

    def edit(_number: int, name: str, arguments: tuple[object, ...]) -> None:
        if name == "rename" and arguments[1] == repo.root / "app/bom.py":
            other.write_text("mine")

    with pytest.raises(RunError, match=r"wide\.txt was changed by somebody else .*everything was put back"):
        apply(repo, plan_for(repo), RECORD, disk=WatchedDisk(edit))
    assert other.read_text() == "mine"
    assert {path: one for path, one in tree(repo.root).items() if path != "wide.txt"} == {
        path: one for path, one in before.items() if path != "wide.txt"
    }
    assert unfinished(repo) == ""
    assert [one.state for one in list_runs(repo)] == [RunState.UNDONE]
