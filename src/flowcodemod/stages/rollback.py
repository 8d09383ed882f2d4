"""A run, undone on request."""

from dataclasses import replace

from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import Action, FileState, Record, Run, RunKind, digests, states_after, states_before
from flowcodemod.repo.backups import read_backup
from flowcodemod.repo.disk import DISK, Disk
from flowcodemod.repo.files import file_states
from flowcodemod.repo.git import Repository
from flowcodemod.repo.lock import locked
from flowcodemod.repo.paths import listed
from flowcodemod.repo.perform import explain, perform, removed_folders, renamed
from flowcodemod.repo.run_folders import refuse_unfinished, runs_folder
from flowcodemod.repo.runs import find_run, new_run_id
from flowcodemod.repo.sources import read_bytes
from flowcodemod.repo.steps import steps_between


def rollback(
    repository: Repository,
    run_id: str,
    record: Record,
    *,
    verify_only: bool = False,
    force: bool = False,
    disk: Disk = DISK,
) -> Run:
    """Restore every file of a run (`last`: the newest that is in effect) to its bytes before it; return the new run.

    `verify_only` checks and returns what would be done, as a run without an outcome. `force` also restores files that
    were edited since; what they hold is kept in the new run. Raises RunError when the run cannot be rolled back, names
    the files edited since, and says so when something went wrong and everything was put back.
    """
    if verify_only:
        refuse_unfinished(repository)
        return _prepare(repository, run_id, record, force=force)[0]
    with locked(repository, disk):
        refuse_unfinished(repository)
        run, current = _prepare(repository, run_id, record, force=force)
        root = repository.top / run.prefix
        origin = runs_folder(repository) / run.undoes
        return perform(
            disk,
            root,
            runs_folder(repository) / run.id,
            run,
            content=lambda digest: read_backup(origin, digest),
            backups=(read_bytes(root / path) for path, state in current.items() if state),
        )


def _prepare(
    repository: Repository, run_id: str, record: Record, *, force: bool
) -> tuple[Run, dict[str, FileState | None]]:
    """Return the run to make and the files as they are. Raises RunError before anything is written."""
    target = find_run(repository, run_id)
    root = repository.top / target.prefix
    folder = runs_folder(repository) / target.id
    before, after = states_before(target.steps), states_after(target.steps)
    for state in before.values():
        if state:
            read_backup(folder, state.digest)
    made = [step.path for step in target.steps if step.action is Action.MAKE_FOLDER]
    try:
        current = file_states(root, before, renamed(target))
        steps = steps_between(root, current, before, removed_folders(target), made)
    except OSError as error:
        raise RunError(f"{explain(error)}; nothing was restored") from error
    wrong = [path for path, digest in digests(current).items() if digest != digests(after)[path]]
    if wrong and not force:
        raise RunError(
            f"changed since run {target.id}: {listed(wrong)}; nothing was restored. Undo those changes first, "
            "or use --force to restore them all the same (what they hold now is kept in the new run)"
        )
    run = Run(
        id=new_run_id(repository, record.when),
        kind=RunKind.ROLLBACK,
        record=replace(record, who=record.who or repository.user()),
        steps=steps,
        prefix=target.prefix,
        revision=repository.revision(),
        campaign=target.campaign,
        plan_digest=target.plan_digest,
        undoes=target.id,
        groups=target.groups,
        operations=target.operations,
    )
    return run, current
