"""The Python modules that a program is made of or uses: text, tree, definitions and top level, each read when asked for."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from flowcodemod.inventory.index import Index
from flowcodemod.model.source import Source
from flowcodemod.readers.definitions import Definitions, definitions
from flowcodemod.readers.languages import PYTHON
from flowcodemod.readers.layout import Layout
from flowcodemod.readers.syntax import Syntax
from flowcodemod.readers.top_level import Bound, top_level
from flowcodemod.repo.sources import read_source


class Modules:
    """Paths are relative to the repository, or absolute for files outside it."""

    def __init__(self, root: Path, index: Index) -> None:
        self._root = root
        self._index = index
        self._texts: dict[str, str] = {}
        self._definitions: dict[str, Definitions] = {}
        self._bound: dict[str, Mapping[str, Bound]] = {}

    @cached_property
    def layout(self) -> Layout:
        """What may be imported from where in the repository."""
        return Layout(self._index.paths)

    def source(self, path: str) -> Source | None:
        """The text of any file; None where it cannot be read as text."""
        file = self._index.files.get(path)
        if file is not None:
            return file.source
        place = PurePosixPath(path)
        root = Path(place.anchor) if place.is_absolute() else self._root
        source = read_source(root, str(place.relative_to(place.anchor)))
        return source if isinstance(source, Source) else None

    def text(self, path: str) -> str:
        """The text of any file, which is read once; '' where it cannot be read as text."""
        if path not in self._texts:
            source = self.source(path)
            self._texts[path] = source.text if source is not None else ""
        return self._texts[path]

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every Python file of the repository."""
        return tuple(path for path in self._index.paths if path.endswith(".py"))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Path and text of every Python file of the repository."""
        return ((path, self.text(path)) for path in self.paths)

    def syntax(self, path: str) -> Syntax | None:
        """The tree of a Python file; None where it is none, or cannot be read."""
        file = self._index.files.get(path)
        if file is not None and file.syntax is not None:
            return file.syntax if file.syntax.grammar is PYTHON else None
        source = self.source(path) if path.endswith((".py", ".pyi")) else None
        return Syntax(source.text, PYTHON) if source is not None else None

    def definitions(self, path: str) -> Definitions:
        """The classes and functions of a Python file."""
        if path not in self._definitions:
            syntax = self.syntax(path)
            self._definitions[path] = definitions(syntax) if syntax is not None else Definitions({}, {})
        return self._definitions[path]

    def bound(self, path: str) -> Mapping[str, Bound]:
        """What a Python file binds at its top level; empty for a file that cannot be read."""
        if path not in self._bound:
            syntax = self.syntax(path)
            self._bound[path] = top_level(syntax) if syntax is not None else {}
        return self._bound[path]
