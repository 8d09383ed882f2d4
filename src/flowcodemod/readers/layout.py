"""Which dotted names a repository's modules are imported by, and which module a dotted name means."""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

_INIT = ("__init__.py", "__init__.pyi")
_ROOTS = frozenset({"", "src", "lib", "python"})


def place_of(path: str) -> str:
    """What a Python file is as a module: its own path, or its folder where it is a package's `__init__`."""
    folder, _, name = path.rpartition("/")
    return folder if name in _INIT else path


class Layout:
    """The modules and packages among some paths. A module is called by its place: a file's path, a package's folder."""

    def __init__(self, paths: Iterable[str]) -> None:
        files = [path for path in paths if path.endswith((".py", ".pyi"))]
        self.packages = frozenset(place_of(path) for path in files if path.rpartition("/")[2] in _INIT)
        self.places = {place_of(path) for path in files}
        for path in files:
            self.places |= {str(folder) for folder in PurePosixPath(path).parents if str(folder) != "."}
        self._named: dict[str, list[str]] = defaultdict(list)
        for place in sorted(self.places):
            for name in self.names(place):
                self._named[name].append(place)

    def names(self, place: str) -> tuple[str, ...]:
        """Every dotted name of a place, the longest first: no name starts inside a package."""
        parts = place.removesuffix(".pyi").removesuffix(".py").split("/")
        last = len(parts) - 1
        while last > 0 and "/".join(place.split("/")[:last]) in self.packages:
            last -= 1
        return tuple(name for name in (".".join(parts[first:]) for first in range(last + 1)) if _is_dotted(name))

    def package_of(self, path: str) -> str:
        """The folder that a file's relative imports count from."""
        return path.rpartition("/")[0]

    def resolve(self, dotted: str, importer: str) -> str | None:
        """The place an absolute dotted name means for a file, None where it is none of ours or nobody can tell."""
        found = self._named.get(dotted, [])
        if "." not in dotted:
            found = [place for place in found if self._is_at_a_root(place, importer)]
        if len(found) < 2:
            return found[0] if found else None
        nearness = {place: _shared(place, importer) for place in found}
        best = [place for place in found if nearness[place] == max(nearness.values())]
        modules = [place for place in best if place in self.packages or place.endswith((".py", ".pyi"))]
        return min(modules or best) if len(modules or best) == 1 or _is_stub_pair(modules) else None

    def relative(self, dots: int, rest: str, importer: str) -> str | None:
        """The place that `dots` dots and a dotted rest mean for a file."""
        folder = self.package_of(importer).split("/") if "/" in importer else []
        if dots - 1 > len(folder):
            return None
        parts = [*folder[: len(folder) - (dots - 1)], *(rest.split(".") if rest else [])]
        return self.at("/".join(parts))

    def child(self, place: str, name: str) -> str | None:
        """The module or package `name` inside a place."""
        return self.at(f"{place}/{name}" if place else name) if not place.endswith((".py", ".pyi")) else None

    def at(self, stem: str) -> str | None:
        """The place of a path without its suffix; '' is the root of the repository."""
        candidates = (stem, f"{stem}.py", f"{stem}.pyi")
        return next((one for one in candidates if one in self.places or not one), None)

    def file(self, place: str) -> str:
        """The file that holds a place's code, which may not exist for a folder without `__init__.py`."""
        return place if place.endswith((".py", ".pyi")) else f"{place}/__init__.py" if place else "__init__.py"

    def _is_at_a_root(self, place: str, importer: str) -> bool:
        folder = place.rpartition("/")[0]
        beside = folder == importer.rpartition("/")[0] and folder not in self.packages
        name = place.rpartition("/")[2].partition(".")[0]
        return beside or (folder in _ROOTS and name not in sys.stdlib_module_names)


def _is_dotted(name: str) -> bool:
    return all(part.isidentifier() for part in name.split("."))


def _is_stub_pair(places: list[str]) -> bool:
    """Whether two places are one module and its stub."""
    return len(places) == 2 and {place.removesuffix("i") for place in places} == {min(places)}


def _shared(place: str, importer: str) -> int:
    """How many leading folders two paths have in common."""
    count = 0
    for one, other in zip(place.split("/"), importer.split("/"), strict=False):
        if one != other:
            break
        count += 1
    return count
