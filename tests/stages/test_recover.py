"""recover: a run killed at any call is finished or undone, and the tree is exactly before or exactly after."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acts import Act, do_apply, do_rollback, prepared
from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import RunState
from flowcodemod.repo.disk import DISK, Disk
from flowcodemod.repo.git import Repository
from flowcodemod.repo.lock import locked
from flowcodemod.repo.run_folders import runs_folder, unfinished
from flowcodemod.repo.runs import list_runs
from flowcodemod.stages.apply import apply
from flowcodemod.stages.recover import recover
from flowcodemod.stages.rollback import rollback
from worktree import (
    RECORD,
    KilledError,
    WatchedDisk,
    at,
    create,
    killed,
    move,
    offline,
    plan_for,
    repository,
    tree,
    write,
)


def count(folder: Path, act: Act) -> int:
    disk = WatchedDisk()
    act(prepared(folder, act), disk)
    return len(disk.calls)


def kill(repo: Repository, act: Act, number: int) -> None:
    with pytest.raises(KilledError):
        act(repo, killed(number))


ACTS = pytest.mark.parametrize("act", [do_apply, do_rollback], ids=["apply", "rollback"])


@ACTS
def test_killed_at_every_call(tmp_path: Path, act: Act) -> None:
    calls = count(tmp_path / "count", act)
    twin = prepared(tmp_path / "twin", act)
    act(twin, WatchedDisk())
    seen = set()
    for number in range(1, calls + 1):
        repo = prepared(tmp_path / str(number), act)
        before, runs = tree(repo.root), len(list_runs(repo))
        kill(repo, act, number)
        message = unfinished(repo)
        done = recover(repo, RECORD.when, disk=WatchedDisk())
        assert bool(message) == bool(done)
        states = [one.state for one in list_runs(repo)[runs:]]
        assert states == [one.state for one in done] or (not done and number == calls)
        assert tree(repo.root) == (tree(twin.root) if states == [RunState.FINISHED] else before), f"call {number}"
        assert unfinished(repo) == ""
        assert recover(repo, RECORD.when) == ()
        seen.update(states or [None])
    assert seen == {None, RunState.UNDONE, RunState.FINISHED}


@ACTS
def test_an_interrupt_from_the_keyboard_puts_everything_back(tmp_path: Path, act: Act) -> None:
    calls = count(tmp_path / "count", act)
    undone = 0
    for number in range(1, calls, 2):
        repo = prepared(tmp_path / str(number), act)
        before, runs = tree(repo.root), len(list_runs(repo))

        def interrupt(at_call: int, *_: object, number: int = number) -> None:
            if at_call == number:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            act(repo, WatchedDisk(interrupt))
        assert tree(repo.root) == before, f"call {number}"
        assert unfinished(repo) == ""
        undone += len(list_runs(repo)) - runs
    assert undone > 5


def rename_and_edit(repo: Repository, disk: Disk) -> object:
    """Something is left to be done after the renaming, or the run would be finished and not undone."""
    plan = plan_for(repo, move("Session_id.txt", "session_id.txt"), create("later.txt", "later\n"))
    return apply(repo, plan, RECORD, disk=disk)


@pytest.mark.parametrize("act", [rename_and_edit, do_rollback])
def test_a_file_that_is_edited_and_renamed_survives_a_second_kill(
    tmp_path: Path, act: Callable[[Repository, Disk], object]
) -> None:
    def started(name: str) -> Repository:
        repo = offline(tmp_path / name, {"Session_id.txt": "session_id\n"})
        if act is do_rollback:
            rename_and_edit(repo, WatchedDisk())
        return repo

    def cut_off(name: str, number: int) -> Repository:
        repo = started(name)
        with suppress(KilledError):
            act(repo, killed(number))
        return repo

    whole, repo = WatchedDisk(), started("whole")
    outcomes = [tree(repo.root)]
    act(repo, whole)
    outcomes.append(tree(repo.root))
    for first in range(1, len(whole.calls) + 1):
        recovery = WatchedDisk()
        recover(cut_off(f"{first}", first), RECORD.when, disk=recovery)
        for second in range(1, len(recovery.calls) + 1):
            repo = cut_off(f"{first}-{second}", first)
            with suppress(KilledError):
                recover(repo, RECORD.when, disk=killed(second))
            recover(repo, RECORD.when, disk=WatchedDisk())
            assert tree(repo.root) in outcomes, (first, second)


@ACTS
@settings(max_examples=60)
@given(numbers=st.lists(st.integers(1, 120), min_size=2, max_size=4))
def test_killed_again_and_again_while_recovering(
    tmp_path_factory: pytest.TempPathFactory, act: Act, numbers: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("again")
    twin, repo = prepared(folder / "twin", act), prepared(folder / "repo", act)
    before = tree(repo.root)
    act(twin, WatchedDisk())
    attempts: list[Callable[[Disk], object]] = [lambda disk: act(repo, disk)]
    attempts += [lambda disk: recover(repo, RECORD.when, disk=disk)] * (len(numbers) - 1)
    for attempt, number in zip(attempts, numbers, strict=True):
        with suppress(KilledError):
            attempt(killed(number))
    recover(repo, RECORD.when, disk=WatchedDisk())
    assert tree(repo.root) in (before, tree(twin.root))
    assert unfinished(repo) == ""


@settings(max_examples=60)
@given(
    texts=st.dictionaries(
        st.sampled_from(["a.py", "b/c.txt", "b/d.py", "session/e.md"]),
        st.lists(st.sampled_from(["session_id", "x", "\n", "\r\n", "é", "\0"]), max_size=8).map("".join),
        min_size=1,
    ),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    number=st.integers(1, 90),
)
def test_any_tree_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], codec: str, number: int
) -> None:
    repo = offline(tmp_path_factory.mktemp("any"), {path: text.encode(codec) for path, text in texts.items()})
    before = tree(repo.root)
    plan = plan_for(repo, *[move(path, f"flow/{path}") for path in sorted(texts)[:1]])
    try:
        apply(repo, plan, RECORD, disk=killed(number))
    except KilledError:
        recover(repo, RECORD.when, disk=WatchedDisk())
    if [one for one in list_runs(repo) if one.state is RunState.FINISHED]:
        assert tree(repo.root) != before
        rollback(repo, "last", at(1), disk=WatchedDisk())
    assert tree(repo.root) == before


def cut_off(folder: Path) -> Repository:
    """A run cut off in the middle: some files are replaced, others are not."""
    number = next(n for n in range(1, 200) if half_done(folder / str(n), n))
    return half_done(folder / f"{number}-again", number) or pytest.fail("the same kill must leave the same tree")


def half_done(folder: Path, number: int) -> Repository | None:
    repo = offline(folder, {"a.py": "session_id", "b.py": "session_id"})
    with suppress(KilledError):
        apply(repo, plan_for(repo), RECORD, disk=killed(number))
    texts = {(repo.root / name).read_text() for name in ("a.py", "b.py")}
    return repo if len(texts) == 2 else None


def test_nothing_else_starts_before_recovery(tmp_path: Path) -> None:
    repo = cut_off(tmp_path)
    before = tree(repo.root)
    assert unfinished(repo) == "run 20261121-101500-01 was cut off: `flowcodemod runs` finishes or undoes it"
    for act in (lambda: apply(repo, plan_for(repo), RECORD), lambda: rollback(repo, "last", RECORD)):
        with pytest.raises(RunError, match="was cut off"):
            act()
    assert tree(repo.root) == before
    (done,) = recover(repo, RECORD.when)
    assert str(done) == "run 20261121-101500-01 (apply) was cut off; it was undone"
    assert apply(repo, plan_for(repo), RECORD) is not None


def test_a_file_edited_after_the_kill_is_refused_by_name(tmp_path: Path) -> None:
    repo = cut_off(tmp_path)
    write(repo.root, {"a.py": "mine"})
    before = tree(repo.root)
    with pytest.raises(RunError, match=r"somebody has changed a\.py: .*objects; use --force"):
        recover(repo, RECORD.when)
    assert tree(repo.root) == before
    assert unfinished(repo)


def test_force_puts_it_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    repo = cut_off(tmp_path)
    write(repo.root, {"a.py": "mine"})
    (done,) = recover(repo, RECORD.when, force=True)
    assert [(repo.root / name).read_text() for name in ("a.py", "b.py")] == ["session_id", "session_id"]
    kept = [file.read_text() for file in (runs_folder(repo) / done.run_id / "objects").iterdir()]
    assert "mine" in kept


def test_a_swapped_backup_is_not_restored(tmp_path: Path) -> None:
    repo = cut_off(tmp_path)
    (run_id,) = [one.id for one in list_runs(repo)]
    for backup in (runs_folder(repo) / run_id / "objects").iterdir():
        backup.write_text("evil")
    with pytest.raises(RunError, match="is not what this run stored"):
        recover(repo, RECORD.when)
    assert "evil" not in [(repo.root / name).read_text() for name in ("a.py", "b.py")]
    assert unfinished(repo)


def test_while_another_process_writes(tmp_path: Path) -> None:
    repo = cut_off(tmp_path)
    before = tree(repo.root)
    with locked(repo, DISK):
        assert "is being carried out by process" in unfinished(repo)
        with pytest.raises(RunError, match="is writing to this repository"):
            recover(repo, RECORD.when)
    assert tree(repo.root) == before


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"a.py": "session_id"})
    assert recover(repo, RECORD.when) == ()
    assert repo.runs is not None
    assert not repo.runs.exists()
    assert recover(Repository.find(tmp_path / ".."), RECORD.when) == ()
