"""Files as the transaction sees them: their state, and how one is written so that it is whole or not there."""

import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path

from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.journal import FileState
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.paths import link_in, shown
from flowcodemod.repo.sources import digest, read_bytes


def file_states(root: Path, paths: Iterable[str], exact: Collection[str] = ()) -> dict[str, FileState | None]:
    """Return the state of each path on disk; None where there is no file.

    Paths of `exact` count only when the folder spells them so: on some file systems `A.py` also answers to `a.py`.
    Raises RepositoryError when a path is reached through a link or is no regular file, OSError when it cannot be read.
    """
    return {path: file_state(root, path, exact=path in exact) for path in paths}


def file_state(root: Path, path: str, *, exact: bool = False) -> FileState | None:
    """Return the state of one path, as `file_states` does."""
    link = link_in(root, path)
    if link:
        raise RepositoryError(f"{shown(link)} is a symbolic link: nothing is written through links")
    file = root / path
    try:
        status = file.lstat()
        if exact and file.name not in os.listdir(file.parent):  # noqa: PTH208 - names, not paths
            return None
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(status.st_mode):
        raise RepositoryError(f"{shown(path)} is no regular file")
    return FileState(digest(read_bytes(file)), stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid)


def write_new(disk: Disk, file: Path, data: bytes) -> None:
    """Write a new file, readable by its owner alone, and wait until it has reached the disk."""
    descriptor = disk.create(file)
    try:
        rest = memoryview(data)
        while rest:
            written = disk.write(descriptor, rest)
            if not written:
                raise OSError(5, "the disk takes no more bytes", str(file))
            rest = rest[written:]
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)


def write_private(disk: Disk, file: Path, data: bytes) -> None:
    """Write a file of the journal: whole or not at all, readable by its owner alone. The folder is not synced."""
    temporary = file.with_name(file.name + ".part")
    remove_if_there(disk, temporary)
    write_new(disk, temporary, data)
    disk.rename(temporary, file)


def remove_if_there(disk: Disk, file: Path) -> None:
    """Remove a file, if there is one."""
    if os.path.lexists(file):
        disk.remove(file)


def make_private_folder(disk: Disk, folder: Path) -> None:
    """Make a folder that only its owner may enter. Raises RepositoryError when something else stands there."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        disk.make_folder(folder, 0o700)
        return
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise RepositoryError(f"{folder} is a link, no folder, or somebody else's: remove it to go on")
    if stat.S_IMODE(status.st_mode) != 0o700:
        disk.change_mode(folder, 0o700)
