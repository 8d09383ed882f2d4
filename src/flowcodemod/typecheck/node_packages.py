"""What installed packages of Node declare: whether a name is somebody else's member, as far as `node_modules` shows."""

import os
import re
from functools import cache
from pathlib import Path

_DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")
_NESTED = "node_modules"


class NodePackages:
    """The declarations below one root; nothing outside it is looked for, and nothing is run."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._declares = cache(self._search)

    def declares(self, path: str, package: str, name: str) -> bool | None:
        """Whether the declarations of a package, as the file at `path` would find it, have a name as a whole word.

        None where it is not installed.
        """
        folder = self._installed(path, package)
        return self._declares(folder, name) if folder is not None else None

    def _installed(self, path: str, package: str) -> Path | None:
        """The folder of a package in the nearest `node_modules`, at or above a file."""
        around = (self._root / path).parents
        inside = (one for one in around if one == self._root or self._root in one.parents)
        return next((one / _NESTED / package for one in inside if (one / _NESTED / package).is_dir()), None)

    @staticmethod
    def _search(folder: Path, name: str) -> bool:
        word, plain = re.compile(rb"(?<![\w$])%b(?![\w$])" % re.escape(name.encode())), name.encode()
        for place, folders, files in os.walk(folder):
            folders[:] = [one for one in folders if one != _NESTED]
            for file in files:
                if file.endswith(_DECLARATIONS):
                    try:
                        data = Path(place, file).read_bytes()
                    except OSError:
                        continue
                    if plain in data and word.search(data):
                        return True
        return False
