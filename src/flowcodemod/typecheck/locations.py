"""A language server's locations -> answers: where, in code points, and what stands there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flowcodemod.model.link import Answer
from flowcodemod.typecheck.positions import Positions, read_python
from flowcodemod.typecheck.project import Project

UNREADABLE = -1
"""The start of an answer in a file that cannot be read, such as a stub inside the checker's own program."""


class Locations:
    """Turns results into answers, reading each file that they name once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read: dict[str, Positions | None] = {}

    def answers(self, result: Any) -> tuple[Answer, ...]:
        """The places in a result (null, a location or several), each once, sorted. A whole module has no text."""
        several = result if isinstance(result, list) else [result] if result else []
        found = {self._answer(one) for one in several}
        return tuple(sorted(found, key=lambda answer: (answer.outside, answer.path, answer.start)))

    def _answer(self, location: Mapping[str, Any]) -> Answer:
        path, outside = self._project.locate(location.get("targetUri") or location["uri"])
        span = location.get("targetSelectionRange") or location["range"]
        positions = self._positions(path)
        if positions is None:
            return Answer(path, UNREADABLE, "", outside)
        start, end = (positions.index(span[edge]["line"], span[edge]["character"]) for edge in ("start", "end"))
        return Answer(path, start, positions.text[start:end], outside)

    def _positions(self, path: str) -> Positions | None:
        if path not in self._read:
            text = read_python(Path(self._project.root, path))
            self._read[path] = None if text is None else Positions(text)
        return self._read[path]
