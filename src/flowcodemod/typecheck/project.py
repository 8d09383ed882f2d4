"""What a checker has to know of the repository it looks at: its root, its import path, its installed packages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from flowcodemod.typecheck.environment import Environment, find_environment
from flowcodemod.typecheck.imports import missing_packages, source_roots, top_level_imports

_INSTALLED = frozenset({"site-packages", "dist-packages", "__pypackages__", "node_modules"})
_BUNDLED = "_bundled_"
"""In the name of the temporary folder where pyrefly unpacks its copy of typeshed."""


@dataclass(frozen=True)
class Project:
    """`root` without symbolic links. `missing`: third-party packages that are imported and installed nowhere."""

    root: Path
    search_path: tuple[Path, ...]
    environment: Environment
    missing: tuple[str, ...] = ()

    @classmethod
    def find(cls, root: Path, paths: Iterable[str] = (), python: Path | None = None) -> Self:
        """Look at a repository; `paths`: its tracked files, relative to `root`. Nothing of it is run or imported.

        Raises FlowcodemodError when `python` is given and names no interpreter.
        """
        root = root.resolve()
        files = tuple(paths)
        environment = find_environment(root, python)
        imports = top_level_imports(root, files)
        roots = source_roots(root, files, imports, environment)
        return cls(root, roots, environment, missing_packages(root, imports, files, environment))

    @property
    def packages(self) -> Sequence[Path]:
        """The folders other people's packages are imported from: installed, or editable elsewhere."""
        elsewhere = [folder for folder in self.environment.editable if not folder.resolve().is_relative_to(self.root)]
        return [*self.environment.site_packages, *elsewhere]

    def moved_to(self, root: Path) -> Self:
        """The same project for a copy of the repository at `root`, a folder without symbolic links in its path."""

        def moved(folder: Path) -> Path:
            real = folder.resolve()
            return root / real.relative_to(self.root) if real.is_relative_to(self.root) else folder

        environment = replace(self.environment, editable=tuple(map(moved, self.environment.editable)))
        return replace(self, root=root, search_path=tuple(map(moved, self.search_path)), environment=environment)

    def locate(self, uri: str) -> tuple[str, bool]:
        """The path a checker's URI names, and whether that is outside: not below the root, or among installed packages.

        Relative to the root inside; outside an absolute path, or the URI itself when it names no file.
        """
        parts = urlsplit(uri)
        if parts.scheme != "file":
            return uri, True
        file = Path(unquote(parts.path))
        real = file.resolve()
        if real.is_relative_to(self.root) and not _is_installed(self.root, real.parent):
            return real.relative_to(self.root).as_posix(), False
        return str(file), True


@lru_cache(maxsize=4096)
def _is_installed(root: Path, folder: Path) -> bool:
    """Whether a folder of the repository lies in a virtual environment or holds installed packages."""
    if folder == root:
        return False
    if folder.name in _INSTALLED or _BUNDLED in folder.name or (folder / "pyvenv.cfg").is_file():
        return True
    return _is_installed(root, folder.parent)
