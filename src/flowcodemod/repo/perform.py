"""One run from its journal to its outcome: done whole, or undone whole."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flowcodemod.model.errors import FlowcodemodError, RunError
from flowcodemod.model.journal import (
    Action,
    Outcome,
    Run,
    RunState,
    Step,
    digests,
    states_after,
    states_before,
    states_between,
)
from flowcodemod.repo.backups import read_backup, save_backups
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.files import file_states, make_private_folder, remove_if_there
from flowcodemod.repo.journal import write_journal, write_outcome
from flowcodemod.repo.paths import listed, shown
from flowcodemod.repo.run_folders import OUTCOME
from flowcodemod.repo.runs import drop_run
from flowcodemod.repo.sources import read_bytes
from flowcodemod.repo.steps import steps_between
from flowcodemod.repo.transaction import Content, carry_out, clear_temporaries, sync_folders


def perform(disk: Disk, root: Path, folder: Path, run: Run, *, content: Content, backups: Iterable[bytes]) -> Run:
    """Write the journal of `run` into `folder`, take its steps below `root`, and return it with its outcome.

    Raises RunError when something goes wrong, and says whether everything was put back.
    """
    try:
        make_private_folder(disk, folder.parent)
        make_private_folder(disk, folder)
        save_backups(disk, folder, backups)
        write_journal(disk, folder, run)
    except BaseException as error:
        with suppress(OSError):
            drop_run(disk, folder)
        if not isinstance(error, OSError):
            raise
        raise RunError(f"the journal cannot be written: {explain(error)}; nothing was changed") from error
    taken: list[Step] = []
    try:
        carry_out(disk, root, run.id, run.steps, content, taken=taken)
        outcome = Outcome(RunState.FINISHED, run.record.when)
        write_outcome(disk, folder, outcome)
    except BaseException as error:
        _put_back(disk, root, folder, run, run.steps[len(taken) :], error)
        raise
    return replace(run, outcome=outcome)


def undo(
    disk: Disk,
    root: Path,
    folder: Path,
    run: Run,
    outcome: Outcome,
    *,
    force: bool = False,
    untouched: Collection[str] = (),
) -> None:
    """Bring every file of an unfinished run back to what it was, and write `outcome`.

    `untouched` are paths that the run has not come to: what somebody else did to them is left alone.

    Raises RunError naming the files that somebody has edited since; with `force` they are saved beside the backups and
    put back, too. Raises OSError when the disk refuses; then it can be called again.
    """
    before = states_before(run.steps)
    current = file_states(root, before, renamed(run))
    known = states_between(run.steps)
    foreign = {path for path, digest in digests(current).items() if digest not in known[path]}
    current, before = (
        {path: one[path] for path in one if path not in foreign & {*untouched}} for one in (current, before)
    )
    edited = sorted(foreign - {*untouched})
    if edited and not force:
        raise RunError(
            f"run {run.id} was cut off, and since then somebody has changed {listed(edited)}: "
            f"their contents from before it are in {folder / 'objects'}; use --force to put them back"
        )
    if edited:
        save_backups(disk, folder, [read_bytes(root / path) for path in edited if current[path]])
    # An outcome that did not reach the disk for certain must not stand while files are being put back.
    remove_if_there(disk, folder / OUTCOME)
    clear_temporaries(disk, root, run.id, known)
    made = [step.path for step in run.steps if step.action is Action.MAKE_FOLDER]
    steps = steps_between(root, current, before, removed_folders(run), made)
    carry_out(disk, root, run.id, steps, lambda digest: read_backup(folder, digest))
    write_outcome(disk, folder, outcome)


def finish(disk: Disk, root: Path, folder: Path, run: Run, when: datetime) -> bool:
    """Complete an unfinished run if every file already is what it shall be; return whether that was so."""
    after = states_after(run.steps)
    if digests(file_states(root, after, renamed(run))) != digests(after):
        return False
    clear_temporaries(disk, root, run.id, after)
    removals = tuple(step for step in run.steps if step.action is Action.REMOVE_FOLDER and (root / step.path).is_dir())
    carry_out(disk, root, run.id, removals, lambda digest: read_backup(folder, digest))
    sync_folders(disk, root, run.steps)
    write_outcome(disk, folder, Outcome(RunState.FINISHED, when))
    return True


def renamed(run: Run) -> frozenset[str]:
    """Return the names that differ from another of the run only in case."""
    pairs = [(step.path, step.target) for step in run.steps if step.action is Action.RENAME]
    return frozenset(path for pair in pairs for path in pair)


def removed_folders(run: Run) -> dict[str, int]:
    """Return the permissions of the folders that the run removed."""
    return {step.path: step.mode for step in run.steps if step.action is Action.REMOVE_FOLDER}


def explain(error: BaseException) -> str:
    """Say what went wrong, and with which file, in half a sentence."""
    if isinstance(error, OSError):
        name = f"{shown(str(error.filename))}: " if error.filename else ""
        return f"{name}{error.strerror or error}"
    return str(error) or type(error).__name__


def _put_back(  # noqa: PLR0917 - the values of perform, passed on
    disk: Disk, root: Path, folder: Path, run: Run, untaken: Iterable[Step], error: BaseException
) -> None:
    """Undo a run after an error and raise a RunError that says so; an interrupt is left to be raised by the caller."""
    reason = explain(error)
    outcome = Outcome(RunState.UNDONE, run.record.when, reason)
    try:
        undo(disk, root, folder, run, outcome, untouched=states_before(untaken))
    except (OSError, FlowcodemodError) as second:
        raise RunError(
            f"run {run.id} failed ({reason}) and could not be undone yet ({explain(second)}): "
            "when the cause is gone, `flowcodemod runs` finishes or undoes it"
        ) from error
    if isinstance(error, Exception):
        raise RunError(f"run {run.id} failed ({reason}); everything was put back as it was") from error
