"""apply: what stands afterwards."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from flowcodemod.model.journal import RunState
from flowcodemod.repo.git import Repository
from flowcodemod.repo.runs import list_runs
from flowcodemod.stages.apply import apply
from worktree import RECORD, WatchedDisk, create, delete, move, plan_for, repository, tree, write


def test_edits_are_made_and_every_other_byte_stays(repo: Repository) -> None:
    files = {path: (repo.root / path).read_bytes() for path in repo.tracked()}
    run = apply(repo, plan_for(repo), RECORD)
    assert run is not None
    assert run.outcome is not None
    assert run.outcome.state is RunState.FINISHED
    for path, before in files.items():
        codec = "utf-16-le" if path == "wide.txt" else "ascii"
        expected = before.replace("session_id".encode(codec), "flow_id".encode(codec))
        assert (repo.root / path).read_bytes() == expected
    assert sorted(repo.dirty()) == sorted(set(files) - {"other.py"})
    assert repo.untracked() == ()


def test_mode_and_inode_of_untouched_files_stay(repo: Repository) -> None:
    script = repo.root / "app/a.py"
    script.chmod(0o755)
    (repo.root / "wide.txt").chmod(0o640)
    inode = (repo.root / "other.py").stat().st_ino
    assert apply(repo, plan_for(repo), RECORD, allow_dirty=True)
    assert stat.S_IMODE(script.stat().st_mode) == 0o755
    assert stat.S_IMODE((repo.root / "wide.txt").stat().st_mode) == 0o640
    assert (repo.root / "other.py").stat().st_ino == inode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(repo: Repository) -> None:
    os.chown(repo.root / "app/a.py", 1234, 2345)
    assert apply(repo, plan_for(repo, move("app/bom.py", "lib/bom.py")), RECORD, allow_dirty=True)
    status = (repo.root / "app/a.py").stat()
    assert (status.st_uid, status.st_gid) == (1234, 2345)


def test_moves_creations_and_deletions(repo: Repository) -> None:
    (repo.root / "app/bom.py").chmod(0o755)
    operations = (
        move("app/bom.py", "lib/new/bom.py"),
        create("app/bom.py", "from lib import bom\n"),
        delete("other.py"),
    )
    plan = plan_for(repo, *operations)
    assert apply(repo, plan, RECORD, allow_dirty=True)
    assert (repo.root / "lib/new/bom.py").read_bytes() == b"\xef\xbb\xbfflow_id = 1\n"
    assert stat.S_IMODE((repo.root / "lib/new/bom.py").stat().st_mode) == 0o755
    assert (repo.root / "app/bom.py").read_text() == "from lib import bom\n"
    assert not (repo.root / "other.py").exists()


def test_a_chain_of_moves(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a": "1", "b": "2", "c": "3"})
    assert apply(repo, plan_for(repo, move("a", "b"), move("b", "c"), move("c", "a")), RECORD)
    assert {name: (tmp_path / name).read_text() for name in "abc"} == {"a": "3", "b": "1", "c": "2"}


def test_folders_that_become_empty_go_and_others_stay(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"session/deep/a.py": "x", "full/b.py": "y", "full/keep.txt": "z"})
    (tmp_path / "idle").mkdir()
    assert apply(repo, plan_for(repo, move("session/deep/a.py", "flow/deep/a.py"), move("full/b.py", "b.py")), RECORD)
    assert not (tmp_path / "session").exists()
    assert (tmp_path / "full/keep.txt").exists()
    assert (tmp_path / "idle").is_dir()


def test_a_name_that_changes_only_in_case(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"Session_id.py": "session_id"})
    disk = WatchedDisk()
    assert apply(repo, plan_for(repo, move("Session_id.py", "session_id.py")), RECORD, disk=disk)
    assert set(tree(tmp_path)) == {"session_id.py"}
    assert (tmp_path / "session_id.py").read_text() == "flow_id"
    assert "remove" not in disk.calls


def test_root_may_be_a_folder_of_the_repository(tmp_path: Path) -> None:
    repository(tmp_path, {"api/a.py": "session_id", "web/a.py": "session_id"})
    repo = Repository.find(tmp_path / "api")
    run = apply(repo, plan_for(repo), RECORD)
    assert run is not None
    assert run.prefix == "api/"
    assert (tmp_path / "api/a.py").read_text() == "flow_id"
    assert (tmp_path / "web/a.py").read_text() == "session_id"


def test_a_plan_without_changes_makes_no_run(repo: Repository) -> None:
    before = tree(repo.root)
    assert apply(repo, replace(plan_for(repo), groups=()), RECORD) is None
    assert tree(repo.root) == before
    assert list_runs(repo) == ()


def test_dirty_files_are_allowed_on_request_and_their_content_is_what_is_changed(repo: Repository) -> None:
    write(repo.root, {"app/a.py": "session_id = 2\n"})
    assert apply(repo, plan_for(repo), RECORD, allow_dirty=True)
    assert (repo.root / "app/a.py").read_text() == "flow_id = 2\n"
