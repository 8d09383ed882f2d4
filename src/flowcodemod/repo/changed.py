"""What a run changed: each file's text before it, from the backups, as planned, and as it stands on the disk now."""

from collections import defaultdict

from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import Run, states_after, states_before
from flowcodemod.model.plan import Edit, OperationKind
from flowcodemod.model.proof import Changed
from flowcodemod.model.source import Source
from flowcodemod.model.splice import splice
from flowcodemod.repo.backups import read_backup
from flowcodemod.repo.git import Repository
from flowcodemod.repo.paths import listed, shown
from flowcodemod.repo.run_folders import runs_folder
from flowcodemod.repo.sources import decode, read_bytes


def changes_of(repository: Repository, run: Run) -> tuple[Changed, ...]:
    """The files a run edited, moved or created, sorted by the names they have now.

    Raises RunError when a backup is missing, a file can no longer be read, or one that was to go is still there.
    """
    after = states_after(run.steps)
    left = [path for path, state in after.items() if state is None and (repository.root / path).is_file()]
    if left:
        raise RunError(f"run {run.id} took away {listed(left)}, which is there again: it cannot be verified")
    sources = {one.target: one.path for one in run.operations if one.kind is OperationKind.MOVE}
    created = {one.path: one.content for one in run.operations if one.kind is OperationKind.CREATE}
    before = bytes_before(repository, run)
    edits: dict[str, list[Edit]] = defaultdict(list)
    for edit in (edit for group in run.groups for edit in group.edits):
        edits[edit.path].append(edit)
    changed = []
    for path in sorted(path for path, state in after.items() if state is not None):
        was = "" if path in created else sources.get(path, path)
        text = _text(was, before[was]) if was else ""
        planned = splice(text, edits[was]) if was else created[path]
        changed.append(Changed(path, text, _text(path, _now(repository, run, path)), planned, was))
    return tuple(changed)


def bytes_before(repository: Repository, run: Run) -> dict[str, bytes]:
    """The bytes of every file that a run touched and that was there before it. Raises RunError without a backup."""
    folder = runs_folder(repository) / run.id
    states = states_before(run.steps)
    return {path: read_backup(folder, state.digest) for path, state in states.items() if state is not None}


def _now(repository: Repository, run: Run, path: str) -> bytes:
    try:
        return read_bytes(repository.root / path)
    except OSError as error:
        reason = f"{shown(path)} can no longer be read: {error.strerror}"
        raise RunError(f"{reason}; so run {run.id} cannot be verified") from error


def _text(path: str, data: bytes) -> str:
    source = decode(path, data)
    return source.text if isinstance(source, Source) else data.decode("latin-1")
