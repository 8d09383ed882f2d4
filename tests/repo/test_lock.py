"""The lock: one writer at a time, and none left over from a process that died."""

import os
import signal
from pathlib import Path

import pytest

from flowcodemod.model.errors import RepositoryError, RunError
from flowcodemod.repo.disk import DISK
from flowcodemod.repo.git import Repository
from flowcodemod.repo.lock import lock_holder, locked
from worktree import FAULTS, WatchedDisk, failing, repository


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return repository(tmp_path, {"a.py": ""})


def test_the_second_is_told_who_the_first_is(repo: Repository) -> None:
    assert lock_holder(repo) == ""
    with locked(repo, DISK):
        assert lock_holder(repo) == str(os.getpid())
        with pytest.raises(RunError, match=f"process {os.getpid()} is writing"), locked(repo, DISK):
            pytest.fail("two hold the lock")
        assert lock_holder(repo) == str(os.getpid())
    assert lock_holder(repo) == ""


def test_it_can_be_taken_again_after_an_error(repo: Repository) -> None:
    with pytest.raises(ZeroDivisionError), locked(repo, DISK):
        raise ZeroDivisionError
    with locked(repo, DISK):
        assert lock_holder(repo)


def test_a_process_that_is_killed_lets_go(repo: Repository) -> None:
    ready, announce = os.pipe()
    child = os.fork()
    if not child:
        with locked(repo, DISK):
            os.write(announce, b"held")
            signal.pause()
    assert os.read(ready, 4) == b"held"
    assert lock_holder(repo) == str(child)
    with pytest.raises(RunError, match=f"process {child}"), locked(repo, DISK):
        pytest.fail("two hold the lock")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with locked(repo, DISK):
        assert lock_holder(repo) == str(os.getpid())
    os.close(ready)
    os.close(announce)


@pytest.mark.parametrize("code", FAULTS)
def test_a_disk_that_refuses_gives_no_lock(repo: Repository, code: int) -> None:
    disk = WatchedDisk()
    with locked(repo, DISK):
        pass
    with locked(repo, disk):
        pass
    for number in range(1, len(disk.calls) + 1):
        with pytest.raises(RepositoryError, match="nothing is changed"), locked(repo, failing(number, code)):
            pytest.fail("the lock is held")
        assert lock_holder(repo) == ""


def test_a_link_is_no_lock(repo: Repository, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("keep")
    assert repo.runs is not None
    repo.runs.mkdir(mode=0o700)
    (repo.runs / "lock").symlink_to(target)
    with pytest.raises(RepositoryError), locked(repo, DISK):
        pytest.fail("the lock is held")
    assert target.read_text() == "keep"


def test_without_git_there_is_no_lock(tmp_path: Path) -> None:
    bare = Repository.find(tmp_path)
    assert lock_holder(bare) == ""
    with pytest.raises(RepositoryError, match="no git repository is here"), locked(bare, DISK):
        pytest.fail("the lock is held")


def test_a_folder_open_to_others_is_closed(repo: Repository) -> None:
    assert repo.runs is not None
    repo.runs.mkdir(mode=0o755)
    with locked(repo, DISK):
        assert repo.runs.stat().st_mode & 0o777 == 0o700
