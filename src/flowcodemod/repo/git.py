"""The repository as git's index knows it. Nothing that the repository configures can run."""

import os
import pwd
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.git_call import SAFE, git_environment
from flowcodemod.repo.paths import shown

_UNTRACKED_FOLDERS = frozenset({".git", "node_modules", ".venv", "__pycache__"})


class EntryKind(StrEnum):
    """What an entry of the index is."""

    FILE = "file"
    LINK = "link"
    SUBMODULE = "submodule"


_KINDS = {"120000": EntryKind.LINK, "160000": EntryKind.SUBMODULE}


@dataclass(frozen=True, slots=True)
class Repository:
    """The folder asked about. All paths are relative to `root` and `/`-separated.

    `prefix` is where `root` lies in the work tree (`""` or `packages/api/`). `runs` is the folder for journals and
    backups. Without git both are empty and `problem` says why in half a sentence. `made`: files that a run has made and
    nobody has added yet; they count as tracked.
    """

    root: Path
    prefix: str = ""
    runs: Path | None = None
    problem: str = ""
    made: frozenset[str] = frozenset()

    @property
    def git(self) -> bool:
        """Whether the folder belongs to a git work tree that can be asked."""
        return self.runs is not None

    @property
    def top(self) -> Path:
        """The top of the work tree."""
        return self.root.parents[self.prefix.count("/") - 1] if self.prefix else self.root

    @classmethod
    def find(cls, start: Path) -> "Repository":
        """Find the repository around `start`, or take the bare folder when there is none.

        Raises RepositoryError when `start` is no folder, lies inside `.git`, or git refuses the repository's owner.
        """
        root = _folder(start)
        try:
            answer = _git(root, "rev-parse", "--is-inside-work-tree", "--show-prefix", "--git-path", "flowcodemod")
        except FileNotFoundError:
            return cls(root, problem="git is not installed")
        if answer.returncode:
            return cls(root, problem=_no_repository(root, os.fsdecode(answer.stderr)))
        inside, prefix, runs = os.fsdecode(answer.stdout).split("\n")[:3]
        if inside != "true":
            raise RepositoryError(f"{root} is not a work tree: start where the files are checked out")
        return cls(root, prefix, root / runs)

    def tracked(self) -> dict[str, EntryKind]:
        """Every path of the index below the root, sorted, and what it is; without git, every file of the folder.

        Names that are not UTF-8 hold surrogates (`os.fsdecode`).
        """
        if not self.git:
            return dict(sorted(_walk(self.root)))
        lines = self._lines("ls-files", "-z", "--stage")
        name = lines[0].index("\t") + 1 if lines else 0  # what comes before is as long in every line
        kinds = {line[name:]: _KINDS.get(line[:6], EntryKind.FILE) for line in lines}
        return dict(sorted((dict.fromkeys(self.made, EntryKind.FILE) | kinds).items()))

    def untracked(self) -> tuple[str, ...]:
        """List the files git neither tracks nor ignores, sorted; nested repositories are left out."""
        if not self.git:
            return ()
        names = self._lines("ls-files", "-z", "--others", "--exclude-standard")
        return tuple(sorted(name for name in names if not name.endswith("/")))

    def dirty(self) -> tuple[str, ...]:
        """List the tracked paths that differ from HEAD, in the index or on disk, sorted."""
        if not self.git:
            return ()
        options = ("--porcelain=v1", "-z", "--untracked-files=no", "--ignore-submodules=all", "--no-renames")
        lines = self._lines("status", *options, "--", ".", environment=self._without_filters())
        return tuple(sorted(line[3:].removeprefix(self.prefix) for line in lines))

    def revision(self) -> str:
        """Name the commit of HEAD; empty when there is none yet."""
        if not self.git:
            return ""
        return os.fsdecode(_git(self.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout).strip()

    def user(self) -> str:
        """Tell who acts: as git would name the author, `name <email>`, else the system's user."""
        values = [self._setting(key) for key in ("user.name", "user.email")] if self.git else ["", ""]
        if any(values):
            return " ".join(part for part in (values[0], values[1] and f"<{values[1]}>") if part)
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return f"user {os.getuid()}"

    def _setting(self, key: str) -> str:
        return shown(os.fsdecode(_git(self.root, "config", "--get", key).stdout).strip())

    def ask(self, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a git command that only reads, with `data` as its input. The answer may be a failure."""
        return _git(self.root, *arguments, data=data)

    def _lines(self, *arguments: str, environment: dict[str, str] | None = None) -> list[str]:
        """Read the NUL-terminated records git prints. Raises RepositoryError when it fails."""
        answer = _git(self.root, *arguments, environment=environment)
        if answer.returncode:
            raise RepositoryError(f"git {arguments[0]} failed in {self.root}: {os.fsdecode(answer.stderr).strip()}")
        return os.fsdecode(answer.stdout).split("\0")[:-1]

    def _without_filters(self) -> dict[str, str]:
        """Build an environment that takes the command out of every content filter the repository itself configures."""
        answer = _git(self.root, "config", "-z", "--show-scope", "--name-only", "--get-regexp", r"^filter\.")
        fields = os.fsdecode(answer.stdout).split("\0")[:-1]
        settings = zip(fields[::2], fields[1::2], strict=True)
        filters = {key.rpartition(".")[0] for scope, key in settings if scope in _OWN}
        pairs = [(f"{one}.{key}", value) for one in sorted(filters) for key, value in _NO_FILTER]
        environment = {"GIT_CONFIG_COUNT": str(len(pairs))}
        for number, (key, value) in enumerate(pairs):
            environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return environment


_OWN = ("local", "worktree")
_NO_FILTER = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))


def _git(
    root: Path, *arguments: str, environment: dict[str, str] | None = None, data: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    command = ["git", *SAFE, "-C", str(root), *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, input=data, env=git_environment() | (environment or {})
    )


def _folder(start: Path) -> Path:
    try:
        root = start.resolve(strict=True)
    except FileNotFoundError as error:
        raise RepositoryError(f"{shown(str(start))}: there is no such folder: name one of the repository") from error
    except (OSError, RuntimeError) as error:
        raise RepositoryError(f"{shown(str(start))} cannot be read: {error}") from error
    if not root.is_dir():
        raise RepositoryError(f"{shown(str(start))} is not a folder: name the folder of the repository")
    if "\n" in str(root):
        raise RepositoryError(f"{shown(str(root))} holds a line break in its name: move the repository")
    return root


def _no_repository(root: Path, message: str) -> str:
    """Why git knows no repository here. Raises RepositoryError when there is one that cannot be used."""
    if "dubious ownership" in message:
        raise RepositoryError(
            f"git refuses {root}: it belongs to another user. If you trust it, run "
            f"`git config --global --add safe.directory {root}` (the folder that holds .git) and try again"
        )
    if "not a git repository" in message:
        return "no git repository is here"
    raise RepositoryError(f"git cannot read the repository at {root}: {message.strip()}")


def _walk(root: Path) -> Iterator[tuple[str, EntryKind]]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in _UNTRACKED_FOLDERS]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in [*names, *links]:
            path = Path(folder, name)
            kind = EntryKind.LINK if path.is_symlink() else EntryKind.FILE
            yield path.relative_to(root).as_posix(), kind
