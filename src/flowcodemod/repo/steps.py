"""Which steps lead from the files as they are to the files as they shall be."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.journal import Action, FileState, Step
from flowcodemod.repo.paths import link_in, parents, shown

States = Mapping[str, FileState | None]


def steps_between(
    root: Path, current: States, desired: States, folders: Mapping[str, int] | None = None, emptied: Iterable[str] = ()
) -> tuple[Step, ...]:
    """Return the steps from `current` to `desired`, which hold the same paths, in the order in which they are safe.

    `folders` gives the permissions of folders that may have to be made; folders that become empty, and those of
    `emptied` that are, are removed. Raises RepositoryError when a folder would have to stand where a file is.
    """
    renames = case_renames(current, desired)
    steps: list[Step] = []
    for path in sorted(current):
        here, there = current[path], desired[renames.get(path, path)]
        if here and there and here.digest != there.digest:
            steps.append(Step(Action.REPLACE, path, before=here, after=_with_digest(here, there.digest)))
    for path, target in renames.items():
        state = _renamed(current[path], desired[target])
        steps.append(Step(Action.RENAME, path, target, state, state))
    moved = {*renames, *renames.values()}
    rest = [path for path in sorted(current) if path not in moved]
    created = [path for path in rest if not current[path] and desired[path]]
    deleted = [path for path in rest if current[path] and not desired[path]]
    steps += [Step(Action.CREATE, path, after=desired[path]) for path in created]
    steps += [Step(Action.DELETE, path, before=current[path]) for path in deleted]
    made = _missing_folders(root, [*created, *renames.values()], folders or {})
    return (*made, *steps, *_empty_folders(root, [*created, *renames.values()], [*deleted, *renames], emptied))


def case_renames(current: States, desired: States) -> dict[str, str]:
    """Return the files whose name changes only in case or in Unicode form: path -> target."""
    arriving = {fold(path): path for path in desired if desired[path] and not current[path]}
    leaving = [path for path in sorted(current) if current[path] and not desired[path]]
    return {path: arriving[fold(path)] for path in leaving if fold(path) in arriving}


def fold(path: str) -> str:
    """Return a path as a file system sees it that tells neither case nor Unicode forms apart."""
    return unicodedata.normalize("NFC", path).casefold()


def is_taken(root: Path, path: str, leaving: Set[str]) -> bool:
    """Tell whether something stands at `path`, other than a file of `leaving` that will be gone by then."""
    if path in leaving or not os.path.lexists(root / path):
        return False
    here = (root / path).name in os.listdir((root / path).parent)  # noqa: PTH208 - names, not paths
    return here or fold(path) not in {fold(one) for one in leaving}


def _with_digest(state: FileState, digest: str) -> FileState:
    return FileState(digest, state.mode, state.uid, state.gid)


def _renamed(here: FileState | None, there: FileState | None) -> FileState | None:
    return _with_digest(here, there.digest) if here and there else None


def _missing_folders(root: Path, created: Iterable[str], modes: Mapping[str, int]) -> list[Step]:
    missing: set[str] = set()
    for path in created:
        if link_in(root, path):
            raise RepositoryError(f"{shown(path)} is reached through a symbolic link: nothing is written through links")
        for folder in parents(path):
            if not os.path.lexists(root / folder):
                missing.add(folder)
            elif not (root / folder).is_dir():
                raise RepositoryError(f"{shown(folder)} is a file where {shown(path)} needs a folder")
    return [Step(Action.MAKE_FOLDER, folder, mode=modes.get(folder, 0)) for folder in sorted(missing)]


def _empty_folders(root: Path, created: Iterable[str], deleted: Iterable[str], emptied: Iterable[str]) -> list[Step]:
    kept = {folder for path in created for folder in parents(path)}
    gone = set(deleted)
    candidates = {folder for path in gone for folder in parents(path)} | set(emptied)
    steps: list[Step] = []
    for folder in sorted(candidates - kept, key=lambda folder: (-folder.count("/"), folder)):
        place = root / folder
        if link_in(root, folder) or not place.is_dir():
            continue
        if all(f"{folder}/{name}" in gone for name in os.listdir(place)):  # noqa: PTH208 - names, not paths
            gone.add(folder)
            steps.append(Step(Action.REMOVE_FOLDER, folder, mode=stat.S_IMODE(place.stat().st_mode)))
    return steps
