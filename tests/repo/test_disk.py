"""Faults at each call that changes the file system: the tree is exactly what it was, or exactly what it shall be."""

from pathlib import Path

import pytest

from acts import Act, do_apply, do_rollback, prepared
from flowcodemod.model.errors import FlowcodemodError, RunError
from flowcodemod.model.journal import RunState
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.run_folders import unfinished
from flowcodemod.repo.runs import list_runs
from flowcodemod.stages.recover import recover
from worktree import FAULTS, RECORD, ShortDisk, WatchedDisk, failing, tree


@pytest.fixture(params=[do_apply, do_rollback], ids=["apply", "rollback"])
def act(request: pytest.FixtureRequest) -> Act:
    found: Act = request.param
    return found


@pytest.fixture
def calls(tmp_path: Path, act: Act) -> list[str]:
    """The calls of a run but its last, the only one that may fail: the outcome's folder is synced for good measure."""
    disk = WatchedDisk()
    act(prepared(tmp_path / "counted", act), disk)
    assert disk.calls[-1] == "sync_folder"
    return disk.calls[:-1]


def test_every_kind_of_call_is_tried(calls: list[str], act: Act) -> None:
    every = {name for name in vars(Disk) if not name.startswith("_")}
    assert every - set(calls) <= {"change_owner"} | ({"change_mode"} if act is do_rollback else set())
    assert len(calls) > 80


@pytest.mark.parametrize("shift", [0, 2])
def test_one_fault_leaves_everything_as_it_was(tmp_path: Path, act: Act, calls: list[str], shift: int) -> None:
    undone = 0
    for number in range(1, len(calls) + 1):
        repo = prepared(tmp_path / str(number), act)
        before, runs = tree(repo.root), len(list_runs(repo))
        with pytest.raises(FlowcodemodError, match=r"nothing was changed|everything was put back|nothing is changed"):
            act(repo, failing(number, FAULTS[(number + shift) % len(FAULTS)]))
        assert tree(repo.root) == before, f"call {number}, {calls[number - 1]}"
        assert unfinished(repo) == ""
        undone += [one.state for one in list_runs(repo)[runs:]] == [RunState.UNDONE]
    assert undone > 40


def test_a_fault_that_stays_is_put_right_later(tmp_path: Path, act: Act, calls: list[str]) -> None:
    after = prepared(tmp_path / "after", act)
    act(after, WatchedDisk())
    ends = {RunState.UNDONE: 0, RunState.FINISHED: 0}
    for number in range(1, len(calls) + 1):
        repo = prepared(tmp_path / str(number), act)
        before = tree(repo.root)
        with pytest.raises(FlowcodemodError):
            act(repo, failing(number, FAULTS[number % len(FAULTS)], forever=True))
        states = [one.state for one in recover(repo, RECORD.when, disk=WatchedDisk())] or [RunState.UNDONE]
        ends[states[0]] += 1
        expected = before if states == [RunState.UNDONE] else tree(after.root)
        assert tree(repo.root) == expected, f"call {number}, {calls[number - 1]}"
        assert unfinished(repo) == ""
    assert ends[RunState.UNDONE] > 40
    assert ends[RunState.FINISHED] > 3


def test_the_last_sync_may_fail(tmp_path: Path, act: Act, calls: list[str]) -> None:
    repo, twin = prepared(tmp_path / "a", act), prepared(tmp_path / "b", act)
    act(repo, failing(len(calls) + 1, FAULTS[0]))
    act(twin, WatchedDisk())
    assert tree(repo.root) == tree(twin.root)
    assert unfinished(repo) == ""


def test_short_writes_are_continued(tmp_path: Path, act: Act) -> None:
    repo, twin = prepared(tmp_path / "a", act), prepared(tmp_path / "b", act)
    act(repo, ShortDisk(0))
    act(twin, WatchedDisk())
    assert tree(repo.root) == tree(twin.root)


def test_a_write_that_takes_nothing_is_a_fault(tmp_path: Path, act: Act) -> None:
    disk = ShortDisk(0)
    act(prepared(tmp_path / "counted", act), disk)
    for number in range(2, disk.writes + 1, 7):
        repo = prepared(tmp_path / str(number), act)
        before = tree(repo.root)
        with pytest.raises(RunError, match=r"takes no more bytes.*(nothing was changed|everything was put back)"):
            act(repo, ShortDisk(number))
        assert tree(repo.root) == before


def test_every_file_may_vanish_at_any_call(tmp_path: Path, calls: list[str]) -> None:
    """Somebody deletes a file while the run is under way: only that file is missing afterwards."""
    for number in range(1, len(calls) + 1, 3):
        repo = prepared(tmp_path / str(number), do_apply)
        before = tree(repo.root)
        lost = repo.root / "app/b.py"

        def vanish(count: int, *_: object, number: int = number, lost: Path = lost) -> None:
            if count == number and lost.exists():
                lost.unlink()

        try:
            do_apply(repo, WatchedDisk(vanish))
        except FlowcodemodError:
            left = tree(repo.root)
            assert {**left, "app/b.py": before["app/b.py"]} == before, f"call {number}"
            assert "app/b.py" not in left or left == before
        assert unfinished(repo) == ""


def test_nothing_is_left_behind_by_a_run_that_succeeds(tmp_path: Path, act: Act) -> None:
    repo = prepared(tmp_path, act)
    act(repo, WatchedDisk())
    assert not [path for path in tree(repo.root) if "flowcodemod" in path]
    assert not list(repo.runs.rglob("*.part")) if repo.runs else False


def test_journal_and_backups_are_for_their_owner_alone(tmp_path: Path, act: Act) -> None:
    repo = prepared(tmp_path, act)
    act(repo, WatchedDisk())
    assert repo.runs is not None
    for path in (repo.runs, *repo.runs.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
