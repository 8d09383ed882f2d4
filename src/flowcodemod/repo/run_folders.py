"""Which runs a repository has and whether one of them is unfinished, without reading a journal: what every command asks."""

import os
import re
from pathlib import Path

from flowcodemod.model.errors import RunError
from flowcodemod.repo.git import Repository

JOURNAL = "journal.json"
OUTCOME = "outcome.json"
_RUN_ID = re.compile(r"\d{8}-\d{6}-\d{2,6}", re.ASCII)


def is_run_id(text: str) -> bool:
    """Tell whether a text has the form of a run's id, such as `20261121-101500-01`."""
    return bool(_RUN_ID.fullmatch(text))


def runs_folder(repository: Repository) -> Path:
    """Return the folder that holds one folder a run. Raises RunError without git."""
    if repository.runs is None:
        raise RunError(f"{repository.root}: {repository.problem}, so there are no runs")
    return repository.runs / "runs"


def run_ids(repository: Repository) -> tuple[str, ...]:
    """Return the ids of all folders that have a journal, oldest first."""
    if repository.runs is None:
        return ()
    folder = runs_folder(repository)
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names, not paths
    except FileNotFoundError:
        return ()
    return tuple(sorted((one for one in names if is_run_id(one) and (folder / one / JOURNAL).exists()), key=run_order))


def run_order(run_id: str) -> tuple[int, ...]:
    """Return the key that sorts ids by age."""
    return tuple(int(part) for part in run_id.split("-"))


def unfinished_ids(repository: Repository) -> tuple[str, ...]:
    """Return the runs without an outcome, oldest first, without reading a journal."""
    if repository.runs is None:
        return ()
    folder = runs_folder(repository)
    return tuple(run_id for run_id in run_ids(repository) if not (folder / run_id / OUTCOME).exists())


def unfinished(repository: Repository) -> str:
    """Say in one line that a run is unfinished, for commands that only read and must stop; empty when none is."""
    runs = unfinished_ids(repository)
    if not runs:
        return ""
    from flowcodemod.repo.lock import lock_holder  # noqa: PLC0415 - rarely needed, and every command asks

    holder = lock_holder(repository)
    if holder:
        return f"run {runs[-1]} is being carried out by process {holder} at this moment: wait until it ends"
    return f"run {runs[-1]} was cut off: `flowcodemod runs` finishes or undoes it"


def refuse_unfinished(repository: Repository) -> None:
    """Raise RunError when a run is unfinished: nothing is built on a tree that may be half changed."""
    runs = unfinished_ids(repository)
    if runs:
        raise RunError(f"run {runs[-1]} was cut off: `flowcodemod runs` finishes or undoes it")
