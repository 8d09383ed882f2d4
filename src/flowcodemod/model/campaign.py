"""A campaign is data: the concept to move, and everything a team has decided about how. DESIGN: patterns are globs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from flowcodemod.model.concept import Concept

SPECIAL_LAYERS = ("history", "exclude", "never")


OWN_FILES = ("flowcodemod.toml", "flowcodemod.baseline", "flowcodemod.decisions")
"""Our own files in a repository: they speak of both names and are never read for references."""


class Boundary(StrEnum):
    """Where a name leaves the program."""

    DATABASE = "database"
    HTTP = "http"
    CACHE = "cache"
    DISK = "disk"
    QUEUE = "queue"
    TELEMETRY = "telemetry"


class Policy(StrEnum):
    """What happens to a name at a boundary or to a column."""

    RENAME = "rename"
    PIN = "pin"
    KEEP = "keep"
    DROP = "drop"


KEEPING = frozenset({Policy.PIN, Policy.KEEP})
"""The policies under which others go on speaking of the old name."""


class Fallback(StrEnum):
    """What becomes of code that falls back from the new name to the old one."""

    ASK = "ask"
    DROP = "drop"
    RAISE = "raise"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Allow:
    """References that may stay: `path` is a glob, `role` a slug or `*`; `until` and `months` end it, `cap` limits it.

    `symbol`, when given, is a dotted scope that must hold the reference too; `line` is the entry's in its file.
    """

    path: str
    role: str
    owner: str
    reason: str
    until: date | None = None
    months: int | None = None
    cap: int | None = None
    line: int = 0
    symbol: str = ""

    def ends(self, completed: date | None) -> date | None:
        """The last day on which the entry counts, or None when it never ends (no date, or nothing completed yet)."""
        if self.until or self.months is None or completed is None:
            return self.until
        year, month = divmod(completed.month - 1 + self.months, 12)
        first = date(completed.year + year, month + 1, 1)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first.replace(day=min(completed.day, (following - first).days))


@dataclass(frozen=True)
class Campaign:
    """A concept and how to move it. `boundaries` and `columns` hold only what somebody decided.

    `caps` limits the active references of a layer. `keep_exports`: dotted public names that stay importable beside the
    new ones. `shim`: old modules, classes and functions stay importable, with a warning, until this day; None: not.
    `source` names the file it was read from (empty: none); `shipped` tells a preset of ours from a file of theirs.
    """

    name: str
    concept: Concept
    completed: date | None = None
    boundaries: Mapping[Boundary, Policy] = field(default_factory=dict)
    columns: Mapping[str, Policy] = field(default_factory=dict)
    fallback: Fallback = Fallback.ASK
    required: tuple[str, ...] = ()
    factory: str = ""
    allow: tuple[Allow, ...] = ()
    homonyms: tuple[str, ...] = ()
    layers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    history: tuple[str, ...] = (
        "**/alembic/versions/**",
        "**/migrations/**",
        "**/CHANGELOG*",
        "**/Changelog*",
        "**/changelog.md",
        "**/changelog.rst",
        "**/changelog.txt",
        "**/CHANGES*",
        "**/changes.md",
        "**/changes.rst",
        "**/changes.txt",
        "**/HISTORY*",
        "**/BREAKING_CHANGES*",
        "**/RELEASE_NOTES*",
        "**/RELEASE-NOTES*",
        "**/release_notes*",
        "**/release-notes*",
        "**/releasenotes/**",
        "**/whatsnew*",
        "**/whatsnew/**",
        "**/NEWS*",
    )
    exclude: tuple[str, ...] = (
        "**/*.min.js",
        "**/*.lock",
        "**/package-lock.json",
        "**/vendor/**",
        "**/node_modules/**",
    )
    never: tuple[str, ...] = ()
    caps: Mapping[str, int] = field(default_factory=dict)
    test: str = ""
    source: str = ""
    shipped: bool = False
    keep_exports: tuple[str, ...] = ()
    shim: date | None = None

    @property
    def unread(self) -> tuple[str, ...]:
        """Patterns of the files that are not read: the excluded ones, our own, and the campaign's own file."""
        return (*self.exclude, *(f"/{name}" for name in OWN_FILES), *([f"/{self.source}"] if self.source else []))
