"""rollback: every byte comes back, and a file that somebody has worked on since is not touched."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from flowcodemod.model.errors import FlowcodemodError, RunError
from flowcodemod.model.journal import Run, RunKind, RunState
from flowcodemod.repo.git import Repository
from flowcodemod.repo.run_folders import runs_folder
from flowcodemod.repo.runs import list_runs
from flowcodemod.stages.apply import apply
from flowcodemod.stages.rollback import rollback
from worktree import RECORD, WatchedDisk, at, create, delete, git, move, plan_for, repository, tree, write

FILES = {
    "app/a.py": b"session_id = 1\r\n",
    "app/latin.py": "# coding: latin-1\nsession_id = 'é'".encode("latin-1"),
    "session/old.py": b"\xef\xbb\xbfsession_id = 2\n",
    "Session_id.txt": b"session_id\n",
    "gone.py": b"x = 1\n",
    "stays.py": b"y = 1\n",
}
OPERATIONS = (
    move("session/old.py", "flow/new/old.py"),
    move("Session_id.txt", "session_id.txt"),
    create("session.py", "from flow.new import old\n"),
    delete("gone.py"),
)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    made = repository(tmp_path / "code", FILES)
    (made.root / "app/a.py").chmod(0o755)
    (made.root / "session/old.py").chmod(0o600)
    (made.root / "gone.py").chmod(0o711)
    (made.root / "session").chmod(0o750)
    git(made.root, "commit", "-q", "-a", "-m", "modes")
    return made


def applied(repo: Repository) -> Run:
    run = apply(repo, plan_for(repo, *OPERATIONS), RECORD)
    assert run is not None
    return run


def states(repo: Repository) -> list[RunState]:
    return [one.state for one in list_runs(repo)]


def test_every_byte_mode_name_and_folder_comes_back(repo: Repository) -> None:
    before = tree(repo.root)
    run = applied(repo)
    after = tree(repo.root)
    assert after != before
    assert "session" not in after
    undone = rollback(repo, run.id, at(1))
    assert tree(repo.root) == before
    assert repo.dirty() == ()
    assert (undone.kind, undone.undoes) == (RunKind.ROLLBACK, run.id)
    assert states(repo) == [RunState.ROLLED_BACK, RunState.FINISHED]


def test_last_is_the_newest_run_in_effect(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.py": "session_id user_id"})
    start = tree(repo.root)
    apply(repo, plan_for(repo), RECORD)
    first = tree(repo.root)
    apply(repo, plan_for(repo, old="user_id", new="account_id"), at(1), allow_dirty=True)
    rollback(repo, "last", at(2))
    assert tree(repo.root) == first
    rollback(repo, "last", at(3))
    assert tree(repo.root) == start
    with pytest.raises(RunError, match="no apply is in effect here"):
        rollback(repo, "last", at(4))


def test_a_rollback_can_be_rolled_back(repo: Repository) -> None:
    before = tree(repo.root)
    run = applied(repo)
    after = tree(repo.root)
    undone = rollback(repo, run.id, at(1))
    rollback(repo, undone.id, at(2))
    assert tree(repo.root) == after
    assert states(repo) == [RunState.FINISHED, RunState.ROLLED_BACK, RunState.FINISHED]
    rollback(repo, run.id, at(3))
    assert tree(repo.root) == before


def test_verify_only_checks_and_writes_nothing(repo: Repository) -> None:
    run = applied(repo)
    after = tree(repo.root)
    assert repo.runs is not None
    journal = tree(repo.runs)
    found = rollback(repo, run.id, at(1), verify_only=True)
    assert found.outcome is None
    assert {step.path for step in found.steps} >= {"app/a.py", "gone.py", "session/old.py"}
    assert tree(repo.root) == after
    assert tree(repo.runs) == journal


def test_work_done_since_in_other_files_does_not_matter(repo: Repository) -> None:
    applied(repo)
    write(repo.root, {"stays.py": "y = 2\n", "flow/notes.txt": "mine"})
    rollback(repo, "last", at(1))
    assert (repo.root / "stays.py").read_text() == "y = 2\n"
    assert (repo.root / "flow/notes.txt").read_text() == "mine"
    assert (repo.root / "session/old.py").read_bytes() == FILES["session/old.py"]
    assert not (repo.root / "flow/new").exists()


def test_from_another_folder_of_the_repository(tmp_path: Path) -> None:
    repository(tmp_path, {"api/a.py": "session_id", "web/b.py": "x"})
    apply(Repository.find(tmp_path / "api"), plan_for(Repository.find(tmp_path / "api")), RECORD)
    rollback(Repository.find(tmp_path / "web"), "last", at(1))
    assert (tmp_path / "api/a.py").read_text() == "session_id"


def test_an_edited_mode_stays_with_its_file(repo: Repository) -> None:
    applied(repo)
    (repo.root / "app/latin.py").chmod(0o700)
    rollback(repo, "last", at(1))
    assert (repo.root / "app/latin.py").stat().st_mode & 0o777 == 0o700
    assert (repo.root / "app/latin.py").read_bytes() == FILES["app/latin.py"]


# Refused, by name, and nothing restored.


def refused(repo: Repository, match: str, error: type[FlowcodemodError] = RunError, run_id: str = "last") -> None:
    before = tree(repo.root)
    for verify_only in (True, False):
        with pytest.raises(error, match=match):
            rollback(repo, run_id, at(1), verify_only=verify_only)
    assert tree(repo.root) == before


def test_a_file_edited_since_is_refused_by_name(repo: Repository) -> None:
    run = applied(repo)
    write(repo.root, {"app/a.py": "flow_id = 7\n"})
    refused(repo, rf"changed since run {run.id}: app/a\.py; nothing was restored")


@pytest.mark.parametrize("path", ["flow/new/old.py", "session.py", "session_id.txt"])
def test_a_file_that_the_run_made_and_is_gone(repo: Repository, path: str) -> None:
    applied(repo)
    (repo.root / path).unlink()
    refused(repo, f"changed since .*{path}")


@pytest.mark.parametrize("path", ["gone.py", "session/old.py", "Session_id.txt"])
def test_a_file_that_stands_again_where_the_run_removed_one(repo: Repository, path: str) -> None:
    applied(repo)
    write(repo.root, {path: "mine"})
    refused(repo, f"changed since .*{path}")


def test_a_folder_in_the_place_of_a_file(repo: Repository) -> None:
    applied(repo)
    (repo.root / "gone.py").mkdir()
    refused(repo, r"gone\.py is no regular file", FlowcodemodError)


def test_a_link_in_the_place_of_a_file_or_folder(repo: Repository, tmp_path: Path) -> None:
    applied(repo)
    shutil.move(repo.root / "app", tmp_path / "elsewhere")
    (repo.root / "app").symlink_to(tmp_path / "elsewhere")
    refused(repo, "app is a symbolic link", FlowcodemodError)
    assert (tmp_path / "elsewhere/a.py").read_bytes() == b"flow_id = 1\r\n"


@pytest.mark.parametrize("run_id", ["", "20261121-101500-99", "../../x", "nonsense", "/etc"])
def test_a_run_that_is_not_there(repo: Repository, run_id: str) -> None:
    applied(repo)
    refused(repo, "there is no run", run_id=run_id)


def test_a_run_that_is_rolled_back_already(repo: Repository) -> None:
    run = applied(repo)
    rollback(repo, run.id, at(1))
    refused(repo, "rolled-back: there is nothing to roll back", run_id=run.id)


def test_an_older_run_beneath_a_newer_one(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.py": "session_id user_id"})
    run = apply(repo, plan_for(repo), RECORD)
    assert run is not None
    apply(repo, plan_for(repo, old="user_id", new="account_id"), at(1), allow_dirty=True)
    refused(repo, r"changed since .*a\.py", run_id=run.id)


def test_no_git(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no git repository"):
        rollback(Repository.find(tmp_path), "last", RECORD, verify_only=True)


# A journal or backup that somebody has changed.


def test_a_backup_swapped_for_another(repo: Repository) -> None:
    run = applied(repo)
    backups = sorted((runs_folder(repo) / run.id / "objects").iterdir())
    backups[0].write_bytes(backups[1].read_bytes())
    refused(repo, "is not what this run stored: nothing was restored")


def test_a_backup_that_is_gone_or_a_link(repo: Repository, tmp_path: Path) -> None:
    run = applied(repo)
    backup = min((runs_folder(repo) / run.id / "objects").iterdir())
    content = backup.read_bytes()
    backup.unlink()
    refused(repo, "cannot be read")
    (tmp_path / "copy").write_bytes(content)
    backup.symlink_to(tmp_path / "copy")
    refused(repo, "cannot be read")


@pytest.mark.parametrize("force", [True, False])
def test_force_takes_no_bad_backup(repo: Repository, force: bool) -> None:
    run = applied(repo)
    for backup in (runs_folder(repo) / run.id / "objects").iterdir():
        backup.write_bytes(b"evil")
    before = tree(repo.root)
    with pytest.raises(RunError, match="is not what this run stored"):
        rollback(repo, run.id, at(1), force=force)
    assert tree(repo.root) == before


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ('"app/a.py"', '"../outside.py"', "path"),
        ('"app/a.py"', '"/etc/passwd"', "path"),
        ('"app/a.py"', '".git/hooks/post-commit"', "path"),
        ('"app/a.py"', '"app\\\\a.py"', "path"),
        ('"prefix": ""', '"prefix": "../"', "prefix"),
        ('"prefix": ""', '"prefix": "/"', "prefix"),
        ('"prefix": ""', '"prefix": "app"', "prefix"),
        ('"replace"', '"execute"', "action"),
        ('"replace"', '"create"', "action"),
        ('"kind": "apply"', '"kind": "other"', "kind"),
        ('"schema_version": 1', '"schema_version": 99', "schema_version"),
        ('"undoes": ""', '"undoes": "../x"', "undoes"),
        ('"mode": 493', '"mode": 99999', "mode"),
        ('"run": "2026', '"run": "2025', "run"),
        ('"when": "2026', '"when": "soon', "when"),
        ("+00:00", "", "time zone"),
        ("{", "[" * 100_000, "nests too deep"),
        ("{", "", "not JSON"),
    ],
)
def test_a_hostile_journal(repo: Repository, old: str, new: str, match: str) -> None:
    run = applied(repo)
    journal = runs_folder(repo) / run.id / "journal.json"
    text = journal.read_text()
    assert old in text
    journal.write_text(text.replace(old, new))
    refused(repo, match, run_id=run.id)
    assert states(repo) == [RunState.UNREADABLE]


def test_an_outcome_that_says_something_else(repo: Repository) -> None:
    run = applied(repo)
    outcome = runs_folder(repo) / run.id / "outcome.json"
    outcome.write_text(outcome.read_text().replace("finished", "rolled-back"))
    refused(repo, "no way for a run to end", run_id=run.id)


def test_a_run_that_is_a_link_elsewhere(repo: Repository, tmp_path: Path) -> None:
    run = applied(repo)
    folder = runs_folder(repo) / run.id
    shutil.move(folder, tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved")
    refused(repo, "is no folder", run_id=run.id)


# In an emergency.


def test_force_restores_and_keeps_what_was_there(repo: Repository) -> None:
    before = tree(repo.root)
    run = applied(repo)
    write(repo.root, {"app/a.py": "mine = 1\n", "gone.py": "mine = 2\n"})
    (repo.root / "session.py").unlink()
    mine = tree(repo.root)
    undone = rollback(repo, run.id, at(1), force=True)
    assert tree(repo.root) == {**before, "gone.py": (mine["gone.py"][0], b"x = 1\n")}
    rollback(repo, undone.id, at(2))
    assert tree(repo.root) == mine


def test_force_gives_no_way_through_a_link(repo: Repository, tmp_path: Path) -> None:
    run = applied(repo)
    target = tmp_path / "target"
    target.write_text("theirs")
    (repo.root / "app/a.py").unlink()
    (repo.root / "app/a.py").symlink_to(target)
    with pytest.raises(FlowcodemodError, match="symbolic link"):
        rollback(repo, run.id, at(1), force=True)
    assert target.read_text() == "theirs"


def test_a_rollback_says_who_and_what_it_undid(repo: Repository) -> None:
    run = applied(repo)
    undone = rollback(repo, "last", replace(at(1), who="CI"), disk=WatchedDisk())
    listed = list_runs(repo)[1].run
    assert listed == undone
    assert listed is not None
    assert (listed.record.who, listed.undoes, listed.plan_digest) == ("CI", run.id, run.plan_digest)
