"""Files of sorted lines with tab-separated fields, made to be reviewed and merged."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.sources import read_bytes

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")
_ESCAPED = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[tnr\\])")


def escape(field: str) -> str:
    """A field without tabs, line ends and other signs that do not print: each becomes a backslash escape."""
    return "".join(one if one.isprintable() and one != "\\" else _escaped(one) for one in field)


def unescape(field: str) -> str:
    """What was escaped."""
    return _ESCAPED.sub(lambda match: match[0].encode("ascii").decode("unicode_escape"), field)


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def read_lines(path: Path) -> list[str]:
    """The lines of a record, none when there is no such file. Raises RepositoryError when it cannot be used."""
    if path.is_symlink():
        raise RepositoryError(f"{path.name}: is a symbolic link, which is not followed: make it a file")
    try:
        text = read_bytes(path).decode("utf-8")
    except FileNotFoundError:
        return []
    except UnicodeDecodeError as error:
        raise RepositoryError(f"{path.name}: not UTF-8 (byte {error.start}): restore it from git") from error
    except OSError as error:
        raise RepositoryError(f"{path.name}: cannot be read: {error.strerror}") from error
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            raise RepositoryError(f"{path.name}:{number}: a merge conflict was left here: keep the lines of both sides")
    return lines[:-1] if lines[-1] == "" else lines


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Replace a record in one step. Raises RepositoryError when it is a link or cannot be written."""
    if path.is_symlink():
        raise RepositoryError(f"{path.name}: is a symbolic link, which is not written through: make it a file")
    import tempfile  # noqa: PLC0415 - a check writes no record

    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in lines)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise RepositoryError(f"{path.name}: cannot be written: {error.strerror}") from error
