"""One writer at a time. The system lets go of the lock when the process that holds it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from flowcodemod.model.errors import RepositoryError, RunError
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.files import make_private_folder
from flowcodemod.repo.git import Repository

_NAME = "lock"


@contextmanager
def locked(repository: Repository, disk: Disk) -> Iterator[None]:
    """Hold the repository's lock. Raises RepositoryError without git, RunError when another process holds it."""
    if repository.runs is None:
        raise RepositoryError(f"{repository.root}: {repository.problem}, and without git nothing is written")
    try:
        make_private_folder(disk, repository.runs)
        descriptor = disk.open_lock(repository.runs / _NAME)
    except OSError as error:
        raise RepositoryError(
            f"{repository.runs} cannot be written ({error.strerror}), so nothing is changed"
        ) from error
    try:
        _take(disk, descriptor)
        yield
    finally:
        os.close(descriptor)


def lock_holder(repository: Repository) -> str:
    """Return the id of the process that is writing at this moment, empty when there is none."""
    if repository.runs is None:
        return ""
    try:
        descriptor = os.open(repository.runs / _NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(descriptor)
    finally:
        os.close(descriptor)
    return ""


def _take(disk: Disk, descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        disk.truncate(descriptor)
        disk.write(descriptor, memoryview(str(os.getpid()).encode()))
    except BlockingIOError:
        raise RunError(f"process {_holder(descriptor)} is writing to this repository: wait until it ends") from None
    except OSError as error:
        raise RepositoryError(f"the lock cannot be taken ({error.strerror}), so nothing is changed") from error


def _holder(descriptor: int) -> str:
    text = os.pread(descriptor, 20, 0).decode("ascii", "replace")
    return text if text.isdigit() else "unknown"
