"""Paths as values: relative to the root, `/`-separated, and never a way out of it."""

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLAIN = re.compile(r"(?:[\w-][\w.-]*+/)*+[\w-][\w.-]*+", re.ASCII)  # how nearly every path is
_SUSPECT = re.compile(r"(?:^|/)(?:\.|git~|/|$)", re.IGNORECASE)
_GIT = re.compile(r"\.git[ .]*|git~\d+", re.IGNORECASE)


def problem_with(path: str) -> str:
    """Say why a relative path must not be read or written, in half a sentence; empty when nothing is wrong with it."""
    if _PLAIN.fullmatch(path):
        return ""
    if not path or path.startswith("/"):
        return "is absolute or empty"
    if not path.isascii() and any("\ud800" <= sign <= "\udfff" for sign in path):
        return "is not UTF-8"
    if _CONTROL.search(path) or "\\" in path:
        return "holds a control character or a backslash"
    if not _SUSPECT.search(path):
        return ""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "holds '..' or an empty part"
    if any(_GIT.fullmatch(part) for part in parts):
        return "is inside .git"
    return ""


def link_in(root: Path, path: str) -> str:
    """Find the first part of `path` below `root` that is a symbolic link, as a relative path; empty without one."""
    at = root
    for part in path.split("/"):
        at = at / part
        try:
            mode = at.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return ""
        if stat.S_ISLNK(mode):
            return at.relative_to(root).as_posix()
    return ""


def linked_folders(root: str, folders: Iterable[str]) -> frozenset[str]:
    """Those of the folders that are symbolic links or reached through one; each is looked at once."""
    known = {"": False}

    def is_linked(folder: str) -> bool:
        if folder not in known:
            above = is_linked(folder.rpartition("/")[0])
            known[folder] = above or os.path.islink(f"{root}/{folder}")  # noqa: PTH114 - a Path for each is too dear
        return known[folder]

    return frozenset(folder for folder in folders if is_linked(folder))


def parents(path: str) -> list[str]:
    """List the folders of a path, innermost first: `a/b/c.py` -> `["a/b", "a"]`."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]


def shown(path: str) -> str:
    """Write a path for people: what no terminal should receive becomes an escape."""
    safe = path.encode("utf-8", "backslashreplace").decode()
    return _CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), safe)


def listed(paths: Iterable[str], most: int = 10) -> str:
    """Write paths for people, the first `most` of them."""
    names = [shown(path) for path in sorted(paths)]
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
