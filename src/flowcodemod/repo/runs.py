"""The runs of a repository: their ids, how each stands, and which of them can be found, kept or dropped."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import Run, RunKind, RunState
from flowcodemod.repo.disk import DISK, Disk
from flowcodemod.repo.git import Repository
from flowcodemod.repo.journal import read_journal
from flowcodemod.repo.lock import locked
from flowcodemod.repo.run_folders import JOURNAL, is_run_id, run_ids, run_order, runs_folder


@dataclass(frozen=True)
class ListedRun:
    """A run and how it stands; without `run` its journal cannot be read, and `problem` says why."""

    id: str
    state: RunState
    run: Run | None = None
    problem: str = ""


def new_run_id(repository: Repository, when: datetime) -> str:
    """Return an id that sorts after every other, even where the clock has been set back."""
    stamp = when.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    known = os.listdir(runs_folder(repository))  # noqa: PTH208 - names alone, as text
    last = max(filter(is_run_id, known), key=run_order, default="")
    if not last or run_order(f"{stamp}-01") > run_order(last):
        return f"{stamp}-01"
    head, _, number = last.rpartition("-")
    return f"{head}-{int(number) + 1:02d}"


def list_runs(repository: Repository) -> tuple[ListedRun, ...]:
    """Return every run and how it stands, oldest first."""
    found: dict[str, ListedRun] = {}
    folder = runs_folder(repository)
    for run_id in run_ids(repository):
        try:
            run = read_journal(folder / run_id)
            found[run_id] = ListedRun(run_id, run.outcome.state if run.outcome else RunState.UNFINISHED, run)
        except RunError as error:
            found[run_id] = ListedRun(run_id, RunState.UNREADABLE, problem=str(error))
    # A rollback may itself have been rolled back: the newest is judged first.
    for one in reversed(found.values()):
        undone = found.get(one.run.undoes) if one.run and one.state is RunState.FINISHED else None
        if undone and undone.state is RunState.FINISHED:
            found[undone.id] = ListedRun(undone.id, RunState.ROLLED_BACK, undone.run)
    return tuple(found[run_id] for run_id in found)


def find_run(repository: Repository, run_id: str) -> Run:
    """Return the finished run of an id, or for `last` the newest apply that is in effect.

    Raises RunError when there is none, or when it cannot be undone (any more).
    """
    runs = list_runs(repository)
    if run_id == "last":
        applied = [
            one.run for one in runs if one.state is RunState.FINISHED and one.run and one.run.kind is RunKind.APPLY
        ]
        if not applied:
            raise RunError("no apply is in effect here: `flowcodemod runs` lists what was done")
        return applied[-1]
    for one in runs:
        if one.id == run_id:
            if one.run is None:
                raise RunError(one.problem)
            if one.state is not RunState.FINISHED:
                raise RunError(f"run {run_id} is {one.state}: there is nothing to roll back")
            return one.run
    raise RunError(f"there is no run '{run_id}': `flowcodemod runs` lists them")


def prune_runs(repository: Repository, older_than: timedelta, now: datetime, disk: Disk = DISK) -> tuple[str, ...]:
    """Drop the ended runs that are older than an age, with their backups, and return their ids.

    They cannot be rolled back any more. Unfinished runs and journals that cannot be read stay.
    """
    dropped = []
    with locked(repository, disk):
        for one in list_runs(repository):
            if one.run and one.run.outcome and now - one.run.record.when > older_than:
                drop_run(disk, runs_folder(repository) / one.id)
                dropped.append(one.id)
    return tuple(dropped)


def leftovers(repository: Repository) -> tuple[Path, ...]:
    """Return the folders of runs that were cut off before they had a journal, which is before they changed anything."""
    folder = runs_folder(repository)
    if not folder.is_dir():
        return ()
    return tuple(sorted(one for one in folder.iterdir() if is_run_id(one.name) and not (one / JOURNAL).exists()))


def drop_run(disk: Disk, folder: Path) -> None:
    """Remove a run's folder; its journal goes first, so that what is left after a kill counts as no run."""
    if (folder / JOURNAL).exists():
        disk.remove(folder / JOURNAL)
        disk.sync_folder(folder)
    for inner in (folder / "objects", folder):
        if inner.is_dir():
            for file in sorted(one for one in inner.iterdir() if not one.is_dir()):
                disk.remove(file)
            disk.remove_folder(inner)
