"""Closed world: does anything installed speak of a name at all? Where nothing does, nobody else can own it."""

import os
import re
import sysconfig
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Self

from flowcodemod.typecheck.distributions import own_files
from flowcodemod.typecheck.project import Project

_SUFFIXES = (".py", ".pyi")
_CACHE = frozenset({"__pycache__"})
# Tests of the standard library mention everything and publish nothing.
_NOT_STANDARD = _CACHE | {"test", "tests", "idlelib", "lib2to3", "site-packages", "dist-packages"}
_WORD = rb"[0-9A-Za-z_\x80-\xff]"
_DEFINES = rb"\bself\.%b[ \t]*(?::[^=\n]*)?=(?!=)|^[ \t]+(?:async )?def %b\(self|^    %b[ \t]*[:=](?!=)"
_SHOWN = 3

_Searches = Mapping[bytes, Sequence[tuple[str, bytes, re.Pattern[bytes]]]]


class Installed:
    """The sources of everything a project can import but does not hold: installed packages and the standard library."""

    def __init__(
        self,
        folders: Iterable[Path],
        own: Set[Path] = frozenset(),
        standard: Path | None = None,
        expected: Iterable[str] = (),
    ) -> None:
        self._folders = tuple(folders)
        self._own = own
        self._standard = standard
        self._expected = frozenset(expected)
        self._places: dict[str, tuple[str, ...]] = {}
        self._definers: dict[str, set[str]] = defaultdict(set)

    @classmethod
    def of(cls, project: Project, expected: Iterable[str] = ()) -> Self | None:
        """What is installed for a project, without the project itself; None when nobody knows where that would be.

        Packages that are imported and missing (`project.missing`) might mention a name, too: nobody can tell.
        `expected`: the names that will be asked for; whichever comes first, all are searched for in one pass.
        """
        if not project.packages:
            return None
        own = own_files(project.root, project.environment.site_packages)
        return cls(project.packages, own, Path(sysconfig.get_path("stdlib")), expected)

    def mentions(self, name: str) -> tuple[str, ...]:
        """The first few places, `package/module.py:12`, that hold a name as a whole word; empty when none does."""
        if name not in self._places:
            self._look_up({name, *self._expected})
        return self._places[name]

    def definers(self, name: str) -> Set[str]:
        """The top-level packages that have an attribute or a method of that name, or set it on `self`."""
        self.mentions(name)
        return self._definers.get(name, frozenset())

    def _look_up(self, names: Iterable[str]) -> None:
        """Search for many names in one pass over everything."""
        found: dict[str, list[str]] = {name: [] for name in names if name not in self._places}
        searches = _searches(found)
        for shown, file in self._files():
            data = _read(file)
            for name, at in _held(data, searches):
                if len(found[name]) < _SHOWN:
                    line = data.count(b"\n", 0, at) + 1
                    found[name].append(f"{shown}:{line}")
                if _defines(data, name):
                    self._definers[name].add(shown.partition("/")[0].partition(".")[0])
        self._places |= {name: tuple(places) for name, places in found.items()}

    def _files(self) -> Iterator[tuple[str, str]]:
        """Every source file: its path below the folder it is imported from, and where it is."""
        own = {str(file) for file in self._own}
        for folder in self._folders:
            yield from ((shown, file) for shown, file in _walk(str(folder), "", _CACHE) if file not in own)
        if self._standard:
            yield from _walk(str(self._standard), "", _NOT_STANDARD)


def _searches(names: Iterable[str]) -> _Searches:
    """Names under the shortest of them that they contain: where that is not, none of them is."""
    searches: dict[bytes, list[tuple[str, bytes, re.Pattern[bytes]]]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (len(name), name)):
        word = name.encode()
        core = next((core for core in searches if core in word), word)
        pattern = re.compile(rb"(?<!%b)%b(?!%b)" % (_WORD, re.escape(word), _WORD))
        searches[core].append((name, word, pattern))
    return searches


def _held(data: bytes, searches: _Searches) -> Iterator[tuple[str, int]]:
    """The names that a module holds as whole words, each with its first place."""
    for core, wanted in searches.items():
        for name, word, pattern in wanted if core in data else ():
            match = pattern.search(data) if word in data else None
            if match is not None:
                yield name, match.start()


def _defines(data: bytes, name: str) -> bool:
    """Whether a module gives objects an attribute of that name: as a method, in a class body, or by setting it on `self`."""
    return re.search(_DEFINES % ((re.escape(name.encode()),) * 3), data, re.MULTILINE) is not None


def _walk(folder: str, shown: str, left_out: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The regular source files below a folder, sorted; links to folders are not followed."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.endswith(_SUFFIXES) and entry.is_file():
            yield shown + entry.name, entry.path
        elif entry.name not in left_out and entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{shown}{entry.name}/", left_out)


def _read(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - a Path for each of thousands of files is too dear
            return stream.read()
    except OSError:
        return b""
