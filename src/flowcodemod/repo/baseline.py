"""The file `flowcodemod.baseline` at the repository's root: a version, then one sorted line an accepted finding."""

from collections.abc import Iterable
from pathlib import Path

from flowcodemod.model.baseline import Accepted
from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.record import escape, read_lines, unescape, write_lines

FILE = "flowcodemod.baseline"
VERSION = 1
_HEAD = f"# flowcodemod baseline {VERSION}"
_REPAIR = "run 'flowcodemod baseline' to write the file anew"


def read_baseline(root: Path) -> tuple[Accepted, ...] | None:
    """What was accepted, in the order of the file; None when there is no file.

    The order of the lines does not matter, so a union of two branches' lines is read as it is. Raises RepositoryError
    for everything else a merge can do to the file: conflict marks, a line twice, one that does not fit its fingerprint.
    """
    path = root / FILE
    if not path.exists():
        return None
    head, *lines = read_lines(path) or [""]
    if head != _HEAD:
        raise RepositoryError(f"{FILE}:1: does not start with '{_HEAD}': {_REPAIR}")
    found: dict[Accepted, int] = {}
    for number, line in enumerate(lines, 2):
        entry = _entry(line, f"{FILE}:{number}")
        if entry in found:
            raise RepositoryError(f"{FILE}:{number}: repeats line {found[entry]}, a merge went wrong: {_REPAIR}")
        found[entry] = number
    return tuple(found)


def write_baseline(root: Path, accepted: Iterable[Accepted]) -> None:
    """Replace the file in one step. Raises RepositoryError when it cannot be written."""
    write_lines(root / FILE, [_HEAD, *sorted(_line(entry) for entry in set(accepted))])


def _line(entry: Accepted) -> str:
    fields = (entry.code, entry.path, entry.scope, entry.role, entry.text)
    return "\t".join((entry.fingerprint, *map(escape, fields), str(entry.ordinal)))


def _entry(line: str, where: str) -> Accepted:
    fingerprint, *fields = line.split("\t")
    if len(fields) != 6 or not fields[5].isdecimal():
        raise RepositoryError(f"{where}: is no line of a baseline: {_REPAIR}")
    code, path, scope, role, text = map(unescape, fields[:5])
    entry = Accepted(code, path, scope, role, text, int(fields[5]))
    if entry.fingerprint != fingerprint:
        raise RepositoryError(f"{where}: was changed by hand or by a merge: {_REPAIR}")
    return entry
