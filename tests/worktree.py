"""Repositories of real git in a folder of the test, plans made by a plain text search, and disks that fail."""

import errno
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from flowcodemod.model.journal import Record
from flowcodemod.model.plan import Edit, Group, Operation, OperationKind, Plan, Reach
from flowcodemod.model.source import Source
from flowcodemod.repo.disk import Disk
from flowcodemod.repo.git import EntryKind, Repository
from flowcodemod.repo.sources import decode

WHEN = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
RECORD = Record(WHEN, "flowcodemod 0.1.0", "pyrefly 1.0", "c" * 64)
_ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(root: Path, *arguments: str, data: bytes | None = None) -> str:
    """Run git in a repository of the test."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], input=data, capture_output=True, check=True, env=kept | _ENVIRONMENT
    )
    return done.stdout.decode()


def write(root: Path, files: Mapping[str, bytes | str]) -> None:
    """Write files below a folder."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def repository(root: Path, files: Mapping[str, bytes | str]) -> Repository:
    """Make a repository that holds some files, committed."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q")
    git(root, "config", "user.name", "Ada")
    git(root, "config", "user.email", "ada@example.org")
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "start", "--allow-empty")
    return Repository.find(root)


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and folder below a root but git's, with permissions and bytes."""
    found: dict[str, tuple[int, bytes]] = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != ".git"]
        for name in [*folders, *names]:
            path = Path(folder, name)
            content = (
                str(path.readlink()).encode() if path.is_symlink() else b"" if path.is_dir() else path.read_bytes()
            )
            found[str(path.relative_to(root))] = (path.lstat().st_mode, content)
    return found


def plan_for(repo: Repository, *operations: Operation, old: str = "session_id", new: str = "flow_id") -> Plan:
    """A plan that replaces a word wherever a plain search finds it, one group a file."""
    groups, files = [], {}
    for path in repo.tracked():
        file = repo.root / path
        data = file.read_bytes() if file.is_file() and not file.is_symlink() else b""
        source = decode(path, data)
        moved = any(one.path == path for one in operations)
        spans = [match.span() for match in re.finditer(old, source.text)] if isinstance(source, Source) else []
        edits = tuple(Edit(path, start, end, 1, old, new) for start, end in spans)
        if edits:
            groups.append(Group(f"g{len(groups)}", 0.95, Reach.LOCAL, (), edits))
        if edits or moved:
            files[path] = sha256(data).hexdigest()
    return Plan("test", str(repo.root), "session-to-flow", tuple(groups), operations, (), files)


def move(path: str, target: str) -> Operation:
    """The operation that moves a file."""
    return Operation(OperationKind.MOVE, path, target)


def create(path: str, content: str) -> Operation:
    """The operation that creates a file."""
    return Operation(OperationKind.CREATE, path, content=content)


def delete(path: str) -> Operation:
    """The operation that deletes a file."""
    return Operation(OperationKind.DELETE, path)


def at(seconds: int) -> Record:
    """The record of something done so many seconds later."""
    return replace(RECORD, when=WHEN.replace(second=seconds))


class OfflineRepository(Repository):
    """A repository without git, so that many runs take no time. Everything below the root is tracked and clean."""

    def tracked(self) -> dict[str, EntryKind]:
        return Repository(self.root).tracked()

    def dirty(self) -> tuple[str, ...]:
        return ()

    def revision(self) -> str:
        return "0" * 40

    def user(self) -> str:
        return "Ada <ada@example.org>"


def offline(folder: Path, files: Mapping[str, bytes | str]) -> OfflineRepository:
    """Make an offline repository: the tree in `code`, the runs beside it."""
    write(folder / "code", files)
    return OfflineRepository((folder / "code").resolve(), "", folder.resolve() / "state")


class HastyDisk(Disk):
    """Does not wait for the bytes to reach the disk: nothing here survives a power cut, nor needs to."""

    def sync(self, descriptor: int) -> None:
        os.fstat(descriptor)

    def sync_folder(self, folder: Path) -> None:
        folder.stat()


class WatchedDisk(HastyDisk):
    """Counts its calls, and asks `before_call` with the number, name and arguments ahead of each."""

    def __init__(self, before_call: Callable[[int, str, tuple[Any, ...]], None] = lambda *_: None) -> None:
        self.calls: list[str] = []
        self._before_call = before_call

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name.startswith("_") or not callable(value):
            return value

        def watched(*arguments: Any) -> Any:
            self.calls.append(name)
            if name == "close":
                value(*arguments)  # a close that fails has closed all the same
            self._before_call(len(self.calls), name, arguments)
            return None if name == "close" else value(*arguments)

        return watched


def failing(number: int, code: int, *, forever: bool = False) -> WatchedDisk:
    """A disk whose call of that number, and with `forever` every later one, fails with an error."""

    def fail(count: int, _name: str, arguments: tuple[Any, ...]) -> None:
        if count == number or (forever and count > number):
            name = next((str(one) for one in arguments if isinstance(one, Path)), None)
            raise OSError(code, os.strerror(code), name)

    return WatchedDisk(fail)


class ShortDisk(HastyDisk):
    """Takes seven bytes a write, and at the write of that number none at all."""

    def __init__(self, number: int) -> None:
        self.writes = 0
        self._number = number

    def write(self, descriptor: int, data: memoryview) -> int:
        self.writes += 1
        return 0 if self.writes == self._number else super().write(descriptor, data[:7])


class KilledError(BaseException):
    """Stands for a SIGKILL: nothing catches it, and the disk does nothing more."""


def killed(number: int) -> WatchedDisk:
    """A disk that does nothing any more from the call of that number on."""

    def kill(count: int, _name: str, _arguments: tuple[Any, ...]) -> None:
        if count >= number:
            raise KilledError

    return WatchedDisk(kill)


FAULTS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS, errno.ENOENT)
