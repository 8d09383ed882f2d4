"""A file as a language server is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from flowcodemod.typecheck.positions import Positions, read_python


@dataclass(frozen=True)
class Document:
    """A file that can be opened: `path` as in a key."""

    path: str
    uri: str
    text: str

    @classmethod
    def read(cls, root: Path, path: str) -> Self | None:
        """Read a file below `root` (or anywhere, by an absolute path); None when it cannot be read as Python text."""
        file = root / path
        text = read_python(file)
        return None if text is None else cls(path, file.as_uri(), text)

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.text)

    @property
    def opened(self) -> Mapping[str, Any]:
        """The parameters of `textDocument/didOpen`."""
        return {"textDocument": {"uri": self.uri, "languageId": "python", "version": 1, "text": self.text}}

    @property
    def closed(self) -> Mapping[str, Any]:
        """The parameters of `textDocument/didClose`."""
        return {"textDocument": {"uri": self.uri}}

    def at(self, start: int) -> Mapping[str, Any]:
        """The parameters of a question about the token that starts at a code point."""
        line, column = self._positions.position(start)
        return {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": column}}
