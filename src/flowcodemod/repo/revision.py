"""The files of another revision, out of git's objects; nothing is checked out."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.git import Repository
from flowcodemod.repo.paths import shown

_FILES = (b"100644", b"100755", b"100664")
_BATCH = 200


@dataclass(frozen=True)
class Revision:
    """A commit. `files` maps each path below the root to the name of its blob, sorted; links and submodules are out."""

    repository: Repository
    name: str
    files: Mapping[str, str]

    @classmethod
    def find(cls, repository: Repository, name: str) -> "Revision":
        """The revision of that name. Raises RepositoryError without one; in a shallow clone it says what to fetch."""
        if not repository.git:
            raise RepositoryError(f"there is no revision '{shown(name)}' to compare with: {repository.problem}")
        answer = repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        commit = os.fsdecode(answer.stdout).strip()
        if answer.returncode or not commit:
            raise RepositoryError(_unknown(repository, name))
        listing = repository.ask("ls-tree", "-r", "-z", commit)
        if listing.returncode:
            raise RepositoryError(f"git cannot list '{shown(name)}': {os.fsdecode(listing.stderr).strip()}")
        return cls(repository, name, dict(sorted(_entries(listing.stdout))))

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of each file, in order. Raises RepositoryError when the revision or git lacks one."""
        wanted = list(paths)
        for first in range(0, len(wanted), _BATCH):
            yield from self._batch(wanted[first : first + _BATCH])

    def _batch(self, paths: list[str]) -> Iterator[tuple[str, bytes]]:
        names = "".join(f"{self.files[path]}\n" for path in paths).encode()
        output = self.repository.ask("cat-file", "--batch", data=names).stdout
        at = 0
        for path in paths:
            end = output.find(b"\n", at)
            facts = output[at:end].split()  # name, type, size
            if len(facts) != 3 or facts[1] != b"blob":
                raise RepositoryError(
                    f"git does not have {shown(path)} of '{shown(self.name)}': fetch that revision whole"
                )
            at = end + 1 + int(facts[2])
            yield path, output[end + 1 : at]
            at += 1


def hook_revision(environment: Mapping[str, str]) -> str | None:
    """What a hook compares with without a baseline: what pre-commit says, else HEAD under a commit, else None."""
    given = environment.get("PRE_COMMIT_FROM_REF")
    return given or ("HEAD" if "GIT_INDEX_FILE" in environment else None)


def _entries(listing: bytes) -> Iterator[tuple[str, str]]:
    for line in listing.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        mode, _, blob = facts.split(b" ")
        if mode in _FILES:
            yield os.fsdecode(path), os.fsdecode(blob)


def _unknown(repository: Repository, name: str) -> str:
    """Why a revision is not known; in a shallow clone, how deep to fetch."""
    message = f"there is no revision '{shown(name)}' here"
    if repository.ask("rev-parse", "--is-shallow-repository").stdout.strip() != b"true":
        return f"{message}: name a branch, a tag or a commit"
    back = sum(int(count or 1) for count in re.findall(r"[~^](\d*)", name))
    if back:
        return f"{message}, this clone is shallow: fetch more, such as `git fetch --depth={back + 1}`"
    remote, _, branch = name.rpartition("/")
    command = f"git fetch --depth=1 {remote or 'origin'} {branch}"
    return f"{message}, this clone is shallow: fetch it, such as `{shown(command)}`; a depth of 1 is enough"
