"""A reference: one token of the repository that speaks of the concept, where it stands and what it is."""

from dataclasses import dataclass
from enum import StrEnum

from flowcodemod.model.words import Spelling


class Role(StrEnum):
    """What a token is where it stands; docs/references.md gives the order of precedence."""

    FILENAME = "filename"
    COMMENT = "comment"
    DOCSTRING = "docstring"
    PROSE = "prose"
    ID_LITERAL = "id-literal"
    IMPORT = "import"
    MODULE = "module"
    PARAMETER = "parameter"
    ARGUMENT = "argument"
    CLASS = "class"
    FUNCTION = "function"
    COLUMN = "column"
    FIELD = "field"
    ATTRIBUTE = "attribute"
    VARIABLE = "variable"
    SQL = "sql"
    ENVIRONMENT = "environment"
    HEADER = "header"
    ROUTE = "route"
    PATH = "path"
    STORAGE_KEY = "storage-key"
    KEY = "key"
    MESSAGE = "message"


class Status(StrEnum):
    """Whether a reference is still to be moved, and if not, why not."""

    OPEN = "open"
    ALLOWLISTED = "allowlisted"
    SUPPRESSED = "suppressed"
    HISTORY = "history"
    FOREIGN = "foreign"
    HOMONYM = "homonym"


TEXTUAL = frozenset({Role.COMMENT, Role.DOCSTRING, Role.PROSE})
SHARED = frozenset({Role.HEADER, Role.ENVIRONMENT})
"""Roles whose names everybody shares, in upper or lower case."""


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """One token. `start`/`end`: 0-based code points of the decoded text, end exclusive; `line`/`column` 1-based.

    A reference of role `filename` counts its positions in the repository path and has line 1. `scope` is the dotted name
    of the enclosing definitions, empty at module level and in languages without any.
    """

    path: str
    start: int
    end: int
    line: int
    column: int
    text: str
    spelling: Spelling
    role: Role
    scope: str = ""
    layer: str = ""
    status: Status = Status.OPEN
    reason: str = ""

    @property
    def active(self) -> bool:
        """Open, and code or data rather than running text."""
        return self.status is Status.OPEN and self.role not in TEXTUAL

    @property
    def end_column(self) -> int:
        """The 1-based column after the token's last code point."""
        return self.column + self.end - self.start
