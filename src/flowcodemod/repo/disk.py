"""Every call that changes the file system, one method a call, so that a test can make any of them fail."""

import os
import shutil
from pathlib import Path


class Disk:
    """The real disk. Every method raises OSError as the system call does."""

    def create(self, file: Path) -> int:
        """Create a file that nobody else may read and return its descriptor; an existing file is an error."""
        return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write what the system takes at once; return how many bytes that was."""
        return os.write(descriptor, data)

    def truncate(self, descriptor: int) -> None:
        """Empty a file."""
        os.ftruncate(descriptor, 0)

    def sync(self, descriptor: int) -> None:
        """Wait until the file's bytes have reached the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a file."""
        os.close(descriptor)

    def copy_status(self, source: Path, target: Path) -> None:
        """Give `target` the permissions, flags and extended attributes of `source`, and the time of now."""
        shutil.copystat(source, target, follow_symlinks=False)
        os.utime(target)

    def change_mode(self, file: Path, mode: int) -> None:
        """Set the permission bits."""
        file.chmod(mode)

    def change_owner(self, file: Path, uid: int, gid: int) -> None:
        """Set owner and group."""
        os.chown(file, uid, gid, follow_symlinks=False)

    def rename(self, source: Path, target: Path) -> None:
        """Move a file within its file system; an existing target is replaced in one instant."""
        source.rename(target)

    def remove(self, file: Path) -> None:
        """Remove a file."""
        file.unlink()

    def make_folder(self, folder: Path, mode: int) -> None:
        """Make one folder."""
        folder.mkdir(mode)

    def remove_folder(self, folder: Path) -> None:
        """Remove one empty folder."""
        folder.rmdir()

    def sync_folder(self, folder: Path) -> None:
        """Wait until the folder's entries have reached the disk."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def open_lock(self, file: Path) -> int:
        """Open, and create when it is missing, the file that stands for the lock."""
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)


DISK = Disk()
