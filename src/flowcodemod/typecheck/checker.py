"""A checker made of any language server: started when first asked, restarted when it dies, given up in time."""

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from flowcodemod.model.link import Answer, Key
from flowcodemod.typecheck.documents import Document
from flowcodemod.typecheck.locations import Locations
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import Diagnosis, Limits, Progress, Queries, quiet
from flowcodemod.typecheck.server import LanguageServer, RefusalError, ServerError
from flowcodemod.typecheck.spec import ServerSpec, Surroundings, variables

_TRIES = 2
_Read = TypeVar("_Read")


class LanguageServerChecker:
    """See `Checker`. Its configuration lies in a temporary folder; nothing is written below the root."""

    def __init__(self, spec: ServerSpec, executable: Path, project: Project, limits: Limits | None = None) -> None:
        self.problem = ""
        self.problems: dict[str, str] = {}
        self.project = project
        self._spec = spec
        self._executable = executable
        self._limits = limits or Limits()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._server: LanguageServer | None = None
        self._failed_starts = 0
        self._given_up: set[str] = set()

    @property
    def pid(self) -> int | None:
        """The process id of the running server."""
        return self._server.pid if self._server else None

    def definitions(self, queries: Queries, progress: Progress = quiet) -> Mapping[Key, tuple[Answer, ...]]:
        """See `Checker`."""
        return self._ask("textDocument/definition", queries, Locations(self.project).answers, progress)

    def type_definitions(self, queries: Queries, progress: Progress = quiet) -> Mapping[Key, tuple[Answer, ...]]:
        """See `Checker`."""
        return self._ask("textDocument/typeDefinition", queries, Locations(self.project).answers, progress)

    def hovers(self, queries: Queries, progress: Progress = quiet) -> Mapping[Key, str]:
        """See `Checker`."""
        return self._ask("textDocument/hover", queries, _shown, progress)

    def diagnose(self, paths: Iterable[str]) -> Diagnosis:
        """See `Checker`."""
        if self._spec.diagnose is None:
            return Diagnosis(problem=f"{self._spec.name} is not asked for type errors")
        around = self._surroundings()
        try:
            self._spec.configure(self.project, around)
        except ServerError as error:
            return Diagnosis(problem=f"{self._spec.name} cannot be started: {error}")
        return self._spec.diagnose(around, self.project, sorted(set(paths)), self._limits.total)

    def close(self) -> None:
        """See `Checker`."""
        self._stop()
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, method: str, queries: Queries, read: Callable[[Any], _Read], progress: Progress) -> dict[Key, _Read]:
        deadline = time.monotonic() + self._limits.total
        found: dict[Key, _Read] = {}
        for number, (path, starts) in enumerate(queries.items(), 1):
            results = {} if self.problem or path in self._given_up else self._ask_file(method, path, starts, deadline)
            for start, result in results.items():
                try:
                    found[path, start] = read(result)
                except (KeyError, TypeError, ValueError, AttributeError) as error:
                    self.problems[path] = f"{self._spec.name} answered something else: {error!r}"
            progress(number, len(queries))
        return found

    def _ask_file(self, method: str, path: str, starts: Sequence[int], deadline: float) -> dict[int, Any]:
        """The raw results for one file, as far as there are any; a file that is given up goes to `problems`."""
        document = Document.read(self.project.root, path)
        if document is None:
            self.problems[path] = "it cannot be read as Python text"
            return {}
        results: dict[int, Any] = {}
        for _try in range(_TRIES):
            if self.problem or time.monotonic() >= deadline:
                self.problems[path] = self.problem or f"the time limit of {self._limits.total:g} seconds was used up"
                return results
            try:
                self._exchange(method, document, [start for start in starts if start not in results], results, deadline)
            except ServerError as error:
                self._stop()
                reason = f"given up, {self._spec.name} failed {_TRIES} times on it: {error}"
            else:
                return results
        self.problems[path] = self.problem or reason
        self._given_up.add(path)
        return results

    def _exchange(
        self, method: str, document: Document, starts: Sequence[int], results: dict[int, Any], deadline: float
    ) -> None:
        """Open a file, ask everything at once, take in the answers, close it. Raises ServerError."""
        server = self._running()
        with server.sending(self._limits.answer):
            server.notify("textDocument/didOpen", document.opened)
            asked = [(start, server.request(method, document.at(start))) for start in starts]
        for start, future in asked:
            try:
                results[start] = server.result(future, min(self._limits.answer, deadline - time.monotonic()))
            except RefusalError as error:
                self.problems[document.path] = f"{self._spec.name} cannot answer: {error}"
        server.notify("textDocument/didClose", document.closed)

    def _running(self) -> LanguageServer:
        """The server, started when there is none. Raises ServerError."""
        if self._server:
            return self._server
        around = self._surroundings()
        command = (str(around.executable), *self._spec.arguments)
        try:
            settings = self._spec.configure(self.project, around)
            self._server = LanguageServer(command, around.folder, around.variables, settings)
            self._server.start(self.project.root, self._limits.start)
        except ServerError as error:
            self._failed_starts += 1
            if self._failed_starts >= _TRIES:
                self.problem = f"{self._spec.name} cannot be started: {error}"
            raise
        self._failed_starts = 0
        return self._server

    def _surroundings(self) -> Surroundings:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="flowcodemod-", ignore_cleanup_errors=True)
        return Surroundings(self._executable, Path(self._folder.name).resolve(), variables(self.project.root))

    def _stop(self) -> None:
        if self._server:
            self._server.close()
            self._server = None


def _shown(result: Any) -> str:
    """The text of a hover, without the fence around code."""
    contents = result.get("contents", "") if isinstance(result, dict) else ""
    text = contents.get("value", "") if isinstance(contents, dict) else contents if isinstance(contents, str) else ""
    with suppress(ValueError):
        text = text[text.index("\n") + 1 : text.rindex("\n```")] if text.startswith("```") else text
    return text.strip()
