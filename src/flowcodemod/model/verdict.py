"""What the gate found: findings, which of them fail, and how much of the old name is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import TEXTUAL, Role

# The order is SPEC F2's, and part of the published codes: it never changes.
_ROLES = (
    "parameter argument variable attribute field column key storage-key path route header environment sql class"
    " function module import message comment docstring prose id-literal filename"
)
RESIDUAL_CODES: Mapping[Role, str] = {Role(slug): f"FCM{number}" for number, slug in enumerate(_ROLES.split(), 101)}


class Severity(StrEnum):
    """How a finding is shown; every new finding fails, whatever its severity."""

    ERROR = "error"
    WARNING = "warning"


class State(StrEnum):
    """A finding compared with what was accepted before; only `new` fails."""

    NEW = "new"
    ACCEPTED = "accepted"
    MOVED = "moved"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A rule broken at a place: 1-based lines and columns, the end exclusive. `text` is the token spoken of.

    `justification` is why a suppressed one may stay; `fix` the edit that removes the cause, where one is certain.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    message: str
    severity: Severity = Severity.ERROR
    text: str = ""
    role: str = ""
    scope: str = ""
    layer: str = ""
    fingerprint: str = ""
    help: str = ""
    state: State = State.NEW
    justification: str = ""
    fix: Edit | None = None


@dataclass(frozen=True)
class Remaining:
    """Active references that are left, over the files that were read: in all, and by layer and owner (`""`: none)."""

    total: int = 0
    files: int = 0
    by_layer: Mapping[str, int] = field(default_factory=dict)
    by_owner: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """The gate's answer. `vanished` counts accepted findings that are gone; `change` is the difference in findings.

    `rules` maps each code that was judged to its name and one-line summary; no baseline accepts those of `upkeep`.
    `compared` names what was compared with, if anything. `whole`: every file was read. `notes` are sentences for people.
    """

    campaign: str
    findings: tuple[Finding, ...]
    remaining: Remaining
    rules: Mapping[str, tuple[str, str]]
    upkeep: frozenset[str] = frozenset()
    vanished: int = 0
    compared: str = ""
    whole: bool = True
    notes: tuple[str, ...] = ()

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted or suppressed."""
        return tuple(finding for finding in self.findings if finding.state is State.NEW)

    def count(self, state: State) -> int:
        """How many findings are in a state."""
        return sum(finding.state is state for finding in self.findings)

    @property
    def change(self) -> int:
        """Findings more (or, negative, fewer) than were accepted, suppressed ones left out."""
        return self.count(State.NEW) - self.vanished

    @property
    def exit_code(self) -> int:
        """0 when nothing fails, else 1."""
        return 1 if self.failing else 0


def severity_of(role: Role) -> Severity:
    """Code and data are errors, running text is a warning."""
    return Severity.WARNING if role in TEXTUAL else Severity.ERROR
