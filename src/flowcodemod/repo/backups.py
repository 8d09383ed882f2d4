"""Pre-images, each stored under its SHA-256, so that none is stored twice and a swapped one is noticed."""

from collections.abc import Iterable
from pathlib import Path

from flowcodemod.model.errors import RunError
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.files import make_private_folder, write_private
from flowcodemod.repo.sources import digest, read_bytes


def save_backups(disk: Disk, folder: Path, contents: Iterable[bytes]) -> None:
    """Store each content in a run's folder and wait until it has reached the disk."""
    objects = folder / "objects"
    make_private_folder(disk, objects)
    for name, content in {digest(content): content for content in contents}.items():
        write_private(disk, objects / name, content)
    disk.sync_folder(objects)


def read_backup(folder: Path, name: str) -> bytes:
    """Return the content with the SHA-256 `name`. Raises RunError when it is missing or is not what was stored."""
    file = folder / "objects" / name
    try:
        content = read_bytes(file)
    except OSError as error:
        raise RunError(f"the backup {file} cannot be read ({error.strerror}): nothing was restored") from error
    if digest(content) != name:
        raise RunError(f"the backup {file} is not what this run stored: nothing was restored")
    return content
