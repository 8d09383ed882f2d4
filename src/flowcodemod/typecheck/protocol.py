"""What a type checker is asked and what it answers, whichever checker it is.

Places are keys: a file's path below the root with `/` (absolute outside it) and a 0-based code point of its decoded
text, newlines untranslated, byte-order mark excluded. Lines and UTF-16 columns never leave this folder.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from flowcodemod.model.link import Answer, Key

Queries = Mapping[str, Sequence[int]]
"""Path -> the places asked about in it. Files are asked one after the other, in this order."""

Progress = Callable[[int, int], None]
"""Called after each file with the number of files done and of all files."""


def quiet(_done: int, _total: int, /) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to start, to give the next answer, and for all the questions of one call."""

    start: float = 60.0
    answer: float = 60.0
    total: float = 1200.0


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A type error. `path` as in a key; `line` and `column` 1-based, in code points; `code` the checker's own name."""

    path: str
    line: int
    column: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The type errors of some files, sorted; `problem` says why there are none to be had, '' when the checker ran."""

    problems: tuple[Problem, ...] = ()
    problem: str = ""


class Checker(Protocol):
    """A type checker, started when it is first asked. It reads each file once: after edits, open another checker.

    A place it gave an answer for is a key of the result: an empty tuple says 'I know nothing of it'. A place without a
    key was not answered: the file is in `problems` with the reason, or `problem` says why there is no checker at all.
    """

    @property
    def problem(self) -> str:
        """Why nothing more is answered, for people to read; empty while the checker works."""

    @property
    def problems(self) -> Mapping[str, str]:
        """The files with places that were not answered, and why; one that ended it twice is not asked about again."""

    def definitions(self, queries: Queries, progress: Progress = quiet) -> Mapping[Key, tuple[Answer, ...]]:
        """Where each token is defined: several places for a union, sorted."""

    def type_definitions(self, queries: Queries, progress: Progress = quiet) -> Mapping[Key, tuple[Answer, ...]]:
        """Where the class of each expression's value is defined."""

    def hovers(self, queries: Queries, progress: Progress = quiet) -> Mapping[Key, str]:
        """What an editor would show: `(variable) c: app.models.C`; empty when there is nothing."""

    def diagnose(self, paths: Iterable[str]) -> Diagnosis:
        """The type errors of these files as they are on disk now."""

    def close(self) -> None:
        """End the checker; it may be asked again and then starts anew."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


@dataclass(frozen=True)
class CheckerUnavailable:
    """Stands in for a checker that is not there: answers nothing and says why."""

    problem: str
    problems: Mapping[str, str] = field(default_factory=dict)

    def definitions(self, _queries: Queries, _progress: Progress = quiet) -> Mapping[Key, tuple[Answer, ...]]:
        """Nothing."""
        return {}

    def type_definitions(self, _queries: Queries, _progress: Progress = quiet) -> Mapping[Key, tuple[Answer, ...]]:
        """Nothing."""
        return {}

    def hovers(self, _queries: Queries, _progress: Progress = quiet) -> Mapping[Key, str]:
        """Nothing."""
        return {}

    def diagnose(self, _paths: Iterable[str]) -> Diagnosis:
        """The reason, and no errors."""
        return Diagnosis(problem=self.problem)

    def close(self) -> None:
        """Nothing to end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None: ...
