"""A plan, carried out whole or not at all."""

import os
import stat
from dataclasses import replace

from flowcodemod.model.errors import PlanError, RepositoryError
from flowcodemod.model.journal import FileState, Record, Run, RunKind
from flowcodemod.model.plan import Plan
from flowcodemod.repo.baseline import FILE as BASELINE
from flowcodemod.repo.changes import Changes, plan_changes
from flowcodemod.repo.decisions import FILE as DECISIONS
from flowcodemod.repo.disk import DISK, Disk
from flowcodemod.repo.files import make_private_folder
from flowcodemod.repo.git import Repository
from flowcodemod.repo.lock import locked
from flowcodemod.repo.paths import listed, shown
from flowcodemod.repo.perform import explain, perform
from flowcodemod.repo.plans import load_plan, write_plan
from flowcodemod.repo.run_folders import refuse_unfinished, runs_folder
from flowcodemod.repo.runs import new_run_id
from flowcodemod.repo.sources import digest
from flowcodemod.repo.steps import steps_between


def apply(
    repository: Repository, plan: Plan, record: Record, *, allow_dirty: bool = False, disk: Disk = DISK
) -> Run | None:
    """Make every edit and operation of a plan and return the run; None when the plan changes nothing.

    Raises PlanError for a plan that is stale or does not fit, RepositoryError without git and for a dirty tree, and
    RunError when another run is unfinished or under way, or when something went wrong and everything was put back.
    """
    document = write_plan(plan)
    plan = load_plan(document)
    with locked(repository, disk):
        refuse_unfinished(repository)
        _check_clean(repository, allow_dirty=allow_dirty)
        changes = plan_changes(repository, plan)
        if not changes.after:
            return None
        try:
            make_private_folder(disk, runs_folder(repository))
            run = _run(repository, plan, record, changes)
        except OSError as error:
            raise RepositoryError(f"{explain(error)}; nothing was changed") from error
        contents = {digest(data): data for data in changes.after.values() if data is not None}
        return perform(
            disk,
            repository.root,
            runs_folder(repository) / run.id,
            replace(run, plan_digest=digest(document)),
            content=contents.__getitem__,
            backups=[data for data in changes.before.values() if data is not None],
        )


def _check_clean(repository: Repository, *, allow_dirty: bool) -> None:
    # What was just decided or accepted is ours to write, and no edit of a run touches it.
    dirty = () if allow_dirty else tuple(path for path in repository.dirty() if path not in (DECISIONS, BASELINE))
    if dirty:
        raise RepositoryError(
            f"not committed: {listed(dirty)}; commit or stash it first, or use --allow-dirty "
            "(a rollback then restores the files as they are now)"
        )


def _run(repository: Repository, plan: Plan, record: Record, changes: Changes) -> Run:
    states = {path: _state(repository, path, data) for path, data in changes.before.items()}
    moved = {target: states[path] for path, target in changes.moves.items() if path in states}
    desired = {
        path: None if data is None else _desired(digest(data), moved.get(path) or states[path])
        for path, data in changes.after.items()
    }
    return Run(
        id=new_run_id(repository, record.when),
        kind=RunKind.APPLY,
        record=replace(record, who=record.who or repository.user()),
        steps=steps_between(repository.root, states, desired),
        prefix=repository.prefix,
        revision=repository.revision(),
        campaign=plan.campaign,
        groups=plan.groups,
        operations=plan.operations,
    )


def _state(repository: Repository, path: str, data: bytes | None) -> FileState | None:
    """Return a file's state. Raises PlanError when it is marked read-only: somebody means it to stay."""
    if data is None:
        return None
    status = (repository.root / path).lstat()
    if not status.st_mode & stat.S_IWUSR:
        raise PlanError(f"{shown(path)} is read-only: make it writable, or exclude it in the campaign")
    return FileState(digest(data), stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid)


def _desired(name: str, like: FileState | None) -> FileState:
    if like:
        return FileState(name, like.mode, like.uid, like.gid)
    mask = os.umask(0o077)
    os.umask(mask)
    return FileState(name, 0o666 & ~mask)
