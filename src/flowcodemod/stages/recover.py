"""A run that was cut off, finished or undone."""

from dataclasses import dataclass
from datetime import datetime

from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import Outcome, RunKind, RunState
from flowcodemod.repo.disk import DISK, Disk
from flowcodemod.repo.git import Repository
from flowcodemod.repo.journal import read_journal
from flowcodemod.repo.lock import locked
from flowcodemod.repo.perform import explain, finish, undo
from flowcodemod.repo.run_folders import runs_folder, unfinished_ids
from flowcodemod.repo.runs import drop_run, leftovers


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a run that was cut off: `state` is `finished` or `undone`."""

    run_id: str
    kind: RunKind
    state: RunState

    def __str__(self) -> str:
        how = "all its changes were made: it is finished now" if self.state is RunState.FINISHED else "it was undone"
        return f"run {self.run_id} ({self.kind}) was cut off; {how}"


def recover(repository: Repository, when: datetime, *, force: bool = False, disk: Disk = DISK) -> tuple[Recovery, ...]:
    """Finish each unfinished run that had made all its changes, undo any other, and return what was done.

    Nothing is written when no run is unfinished. Raises RunError naming the files that somebody changed since (with
    `force` they are saved beside the backups and put back), and when another process is writing.
    """
    if not repository.git or not (unfinished_ids(repository) or leftovers(repository)):
        return ()
    with locked(repository, disk):
        try:
            for folder in leftovers(repository):
                drop_run(disk, folder)
            # The newest first: an older one can only be unfinished when a newer one was started by other means.
            return tuple(_recover(repository, one, when, disk, force=force) for one in unfinished_ids(repository)[::-1])
        except OSError as error:
            raise RunError(f"the unfinished run could not be put right yet ({explain(error)}): try again") from error


def _recover(repository: Repository, run_id: str, when: datetime, disk: Disk, *, force: bool) -> Recovery:
    folder = runs_folder(repository) / run_id
    run = read_journal(folder)
    root = repository.top / run.prefix
    if finish(disk, root, folder, run, when):
        return Recovery(run_id, run.kind, RunState.FINISHED)
    undo(disk, root, folder, run, Outcome(RunState.UNDONE, when, "cut off"), force=force)
    return Recovery(run_id, run.kind, RunState.UNDONE)
