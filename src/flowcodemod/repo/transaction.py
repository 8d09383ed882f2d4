"""The steps of a run, carried out so that a kill at any instant leaves what recovery can put right."""

import errno
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.journal import Action, FileState, Step
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.files import file_state, remove_if_there, write_new
from flowcodemod.repo.paths import shown

Content = Callable[[str], bytes]


def carry_out(
    disk: Disk, root: Path, run_id: str, steps: tuple[Step, ...], content: Content, *, taken: list[Step] | None = None
) -> None:
    """Take every step below `root`; `content` gives the bytes of a digest; `taken` grows by each step as it is taken.

    All new bytes are on the disk before the first file changes. Raises OSError, or RepositoryError when a file is not
    in the state a step starts from; then some steps are taken and others are not.
    """
    for step in steps:
        if step.action is Action.MAKE_FOLDER:
            disk.make_folder(root / step.path, 0o777)
            if step.mode:
                disk.change_mode(root / step.path, step.mode)
        elif step.action in (Action.REPLACE, Action.CREATE) and step.after:
            _stage(disk, root / step.path, temporary(root, step.path, run_id), step, content(step.after.digest))
    for step in steps:
        _take(disk, root, run_id, step)
        if taken is not None:
            taken.append(step)
    sync_folders(disk, root, steps)


def temporary(root: Path, path: str, run_id: str) -> Path:
    """Return where the new bytes of a file wait: in the same folder, under a name that recovery can work out."""
    name = hashlib.sha256(path.encode()).hexdigest()[:12]
    return (root / path).with_name(f".flowcodemod-{run_id}-{name}")


def clear_temporaries(disk: Disk, root: Path, run_id: str, paths: Iterable[str]) -> None:
    """Remove what a run that was cut off left waiting."""
    for path in paths:
        remove_if_there(disk, temporary(root, path, run_id))


def _stage(disk: Disk, file: Path, waiting: Path, step: Step, data: bytes) -> None:
    write_new(disk, waiting, data)
    like = step.before or step.after
    status = waiting.lstat()
    if like and (like.uid, like.gid) not in ((-1, -1), (status.st_uid, status.st_gid)):
        disk.change_owner(waiting, like.uid, like.gid)
    if step.action is Action.REPLACE:
        disk.copy_status(file, waiting)
    elif like:
        disk.change_mode(waiting, like.mode)


def _take(disk: Disk, root: Path, run_id: str, step: Step) -> None:
    file = root / step.path
    if step.action is Action.REMOVE_FOLDER:
        _remove_if_empty(disk, file)
    if step.action in (Action.MAKE_FOLDER, Action.REMOVE_FOLDER):
        return
    _expect(root, step.path, step.before, exact=step.action is Action.RENAME)
    if step.action is Action.DELETE:
        disk.remove(file)
    elif step.action is Action.RENAME:
        _expect(root, step.target, None, exact=True)
        disk.rename(file, root / step.target)
    else:
        disk.rename(temporary(root, step.path, run_id), file)


def _remove_if_empty(disk: Disk, folder: Path) -> None:
    try:
        disk.remove_folder(folder)
    except OSError as error:
        # Somebody has just put a file there: the folder stays.
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise


def _expect(root: Path, path: str, state: FileState | None, *, exact: bool) -> None:
    """Raise RepositoryError when somebody else has just changed the file."""
    found = file_state(root, path, exact=exact)
    if (found and found.digest) != (state and state.digest):
        raise RepositoryError(f"{shown(path)} was changed by somebody else at this moment")


def sync_folders(disk: Disk, root: Path, steps: Iterable[Step]) -> None:
    """Wait until the names that the steps changed have reached the disk."""
    changed = {(root / path).parent for step in steps for path in (step.path, step.target) if path}
    for folder in sorted(changed):
        if folder.is_dir():
            disk.sync_folder(folder)
