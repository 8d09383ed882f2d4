"""Where modules and packages go when files move: old places to new ones, and dotted names with them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from flowcodemod.readers.layout import Layout, place_of


class Relocation:
    """`moves` maps the paths of files to their new ones; `paths` is every path as it is now."""

    def __init__(self, paths: Sequence[str], moves: Mapping[str, str]) -> None:
        self.moves = moves
        self.layout = Layout(paths)
        self._after = Layout([moves.get(path, path) for path in paths])
        self._places = {place_of(old): place_of(new) for old, new in moves.items()}
        self._places |= _folders(paths, moves)

    def place(self, place: str) -> str:
        """Where a place is afterwards."""
        return self._places.get(place, place)

    def path(self, path: str) -> str:
        """Where a file is afterwards."""
        return self.moves.get(path, path)

    def moved(self) -> tuple[str, ...]:
        """Every place that moves: modules, packages and folders."""
        return tuple(sorted(self._places))

    def owner(self, place: str) -> str:
        """The file whose move takes a place along, '' where it stays."""
        candidates = (
            path for path in sorted(self.moves) if place in (path, place_of(path)) or path.startswith(f"{place}/")
        )
        return next(candidates, "")

    def dotted(self, dotted: str, place: str) -> str:
        """What a dotted name of a place becomes."""
        count = dotted.count(".") + 1
        root = stem(place)[:-count]
        after = stem(self.place(place))
        if after[: len(root)] == root and len(after) > len(root):
            return ".".join(after[len(root) :])
        names = self._after.names(self.place(place))
        return names[-1] if names else dotted


def stem(place: str) -> list[str]:
    """The parts of a place without a module's suffix; none for the root of the repository."""
    return place.removesuffix(".pyi").removesuffix(".py").split("/") if place else []


def _folders(paths: Sequence[str], moves: Mapping[str, str]) -> dict[str, str]:
    """The folders that move with everything in them, each with its new place."""
    inside: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for parent in PurePosixPath(path).parents:
            if str(parent) != ".":
                inside[str(parent)].append(path)
    found: dict[str, str] = {}
    for folder, held in inside.items():
        targets = {_new_folder(folder, path, moves[path]) for path in held if path in moves}
        if len(targets) == 1 and all(path in moves for path in held):
            target = targets.pop()
            if target and target != folder:
                found[folder] = target
    return found


def _new_folder(folder: str, path: str, target: str) -> str:
    """The folder that holds `target` as deep as `folder` holds `path`, '' where there is none."""
    depth = path.count("/") - folder.count("/")
    parts = target.split("/")
    return "/".join(parts[:-depth]) if len(parts) > depth else ""
