"""A plan -> the bytes of every file before and after: what `apply` writes and what the patch shows."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import groupby

from flowcodemod.model.errors import PlanError
from flowcodemod.model.plan import Edit, OperationKind, Plan
from flowcodemod.model.source import Source
from flowcodemod.model.splice import splice
from flowcodemod.repo.git import EntryKind, Repository
from flowcodemod.repo.paths import link_in, listed, parents, shown
from flowcodemod.repo.sources import decode, digest, read_bytes
from flowcodemod.repo.steps import fold, is_taken


@dataclass(frozen=True, slots=True)
class Changes:
    """The bytes of every file a plan touches, before and after; None where there is no file. `moves`: from -> to."""

    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    moves: Mapping[str, str]


def plan_changes(repository: Repository, plan: Plan) -> Changes:
    """Compute in memory what a plan does.

    Raises PlanError when the plan is stale, names a file that is not tracked or is reached through a link, moves or
    creates a file where one stands, or holds an edit that does not fit.
    """
    moves = {one.path: one.target for one in plan.operations if one.kind is OperationKind.MOVE}
    creates = {one.path: one.content.encode() for one in plan.operations if one.kind is OperationKind.CREATE}
    leaving = {one.path for one in plan.operations if one.kind in (OperationKind.MOVE, OperationKind.DELETE)}
    edits = {path: list(group) for path, group in groupby(plan.edits(), key=lambda edit: edit.path)}
    touched = leaving | edits.keys()
    _check_operations(plan)
    _check_tracked(repository, plan, touched)
    before = _read_unchanged(repository, plan, touched)
    edited = {path: _edited(path, data, edits.get(path, [])) for path, data in before.items()}
    arriving = {target: edited[path] for path, target in moves.items()} | creates
    _check_free(repository, arriving.keys(), leaving)
    after = {path: None if path in leaving else data for path, data in edited.items()} | arriving
    paths = sorted(path for path in after if before.get(path) != after[path])
    return Changes({path: before.get(path) for path in paths}, {path: after[path] for path in paths}, moves)


def _check_operations(plan: Plan) -> None:
    """Raise PlanError when a path leaves or arrives twice; names that differ only in case count as one."""
    gone = [one.path for one in plan.operations if one.kind in (OperationKind.MOVE, OperationKind.DELETE)]
    made = [one.target for one in plan.operations if one.kind is OperationKind.MOVE]
    made += [one.path for one in plan.operations if one.kind is OperationKind.CREATE]
    names = [fold(path) for path in made]
    twice = {path for path in gone if gone.count(path) > 1} | {path for path in made if names.count(fold(path)) > 1}
    if twice:
        raise PlanError(f"the plan moves, creates or deletes one name twice: {listed(twice)}")


def _check_tracked(repository: Repository, plan: Plan, touched: Set[str]) -> None:
    links = {path for path in touched if link_in(repository.root, path)}
    if links:
        raise PlanError(f"reached through a symbolic link, which is not followed: {listed(links)}")
    tracked = {path for path, kind in repository.tracked().items() if kind is EntryKind.FILE}
    if touched - tracked:
        raise PlanError(f"not tracked by this repository, so not changed: {listed(touched - tracked)}")
    unread = touched - plan.files.keys()
    if unread:
        raise PlanError(f"the plan changes files whose digest it does not hold: {listed(unread)}; make the plan again")


def _read_unchanged(repository: Repository, plan: Plan, touched: Set[str]) -> dict[str, bytes]:
    """Return the bytes of the files to change. Raises PlanError that names every file with another digest."""
    contents: dict[str, bytes] = {}
    stale: list[str] = []
    for path, expected in plan.files.items():
        data = _read(repository, path)
        if data is None or digest(data) != expected:
            stale.append(path)
        elif path in touched:
            contents[path] = data
    if stale:
        raise PlanError(f"changed since the plan was made: {listed(stale)}; make the plan again")
    return contents


def _read(repository: Repository, path: str) -> bytes | None:
    try:
        return None if link_in(repository.root, path) else read_bytes(repository.root / path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PlanError(f"{shown(path)} cannot be read: {error.strerror}") from error


def _edited(path: str, data: bytes, edits: list[Edit]) -> bytes:
    if not edits:
        return data
    source = decode(path, data)
    if not isinstance(source, Source):
        raise PlanError(f"{shown(path)} is no text that can be edited")
    try:
        return source.encode(splice(source.text, edits))
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        raise PlanError(f"{shown(path)} is written in {source.encoding}, which has no '{sign}'") from error


def _check_free(repository: Repository, arriving: Iterable[str], leaving: Set[str]) -> None:
    """Raise PlanError where something stands, or a name that some file systems cannot tell from the new one."""
    arriving = sorted(arriving)
    if not arriving:
        return
    tracked = {fold(path): path for path in repository.tracked() if path not in leaving}
    for path in arriving:
        other = next((tracked[fold(one)] for one in (path, *parents(path)) if fold(one) in tracked), None)
        if other:
            raise PlanError(f"{shown(path)} cannot be made: {shown(other)} is there")
        if is_taken(repository.root, path, leaving):
            raise PlanError(f"{shown(path)} cannot be made: something that git does not track is there")
