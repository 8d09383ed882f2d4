"""A plan: groups of edits that stand or fall together, what happens besides, and everything that is left alone and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flowcodemod.model.evidence import Evidence, Kind, Tier, tier
from flowcodemod.model.reference import Role, Status


class Reach(StrEnum):
    """How far a change is felt."""

    LOCAL = "local"
    REPOSITORY = "repository"
    STORED = "stored"
    PUBLISHED = "published"


class Reason(StrEnum):
    """Why a reference is not edited, beyond its status."""

    ALLOWLISTED = "allowlisted"
    SUPPRESSED = "suppressed"
    HISTORY = "history"
    FOREIGN = "foreign"
    HOMONYM = "homonym"
    UNRESOLVED = "unresolved"
    CONFLICT = "conflict"
    HELD_BY = "held-by"
    UNPARSABLE = "unparsable"
    QUESTION = "question"
    LOW_CONFIDENCE = "low-confidence"
    DECIDED = "decided"


REASON_OF = {
    Status.ALLOWLISTED: Reason.ALLOWLISTED,
    Status.SUPPRESSED: Reason.SUPPRESSED,
    Status.HISTORY: Reason.HISTORY,
    Status.FOREIGN: Reason.FOREIGN,
    Status.HOMONYM: Reason.HOMONYM,
}
"""The reason of a reference whose status alone keeps it."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace `old` at `start`..`end` (0-based code points of the decoded text, newlines untranslated) by `new`."""

    path: str
    start: int
    end: int
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Group:
    """Edits that must happen together; `confidence` 0-1. `roles` names the roles touched, for slices.

    `places`: how many references it accounts for, where a merge covers several with one edit; 0: one an edit.
    """

    id: str
    confidence: float
    reach: Reach
    evidence: tuple[Evidence, ...]
    edits: tuple[Edit, ...]
    roles: tuple[Role, ...] = ()
    requires: tuple[str, ...] = ()
    places: int = 0

    @property
    def references(self) -> int:
        """How many references it accounts for: one an edit, unless it says otherwise."""
        return self.places or len(self.edits)

    @property
    def is_refused(self) -> bool:
        """Whether somebody decided that it stays."""
        return any(piece.kind is Kind.REJECTED for piece in self.evidence)

    @property
    def tier(self) -> Tier:
        """The tier of the confidence."""
        return tier(self.confidence)


class OperationKind(StrEnum):
    """What else a plan does: to the tree (move, create, delete) or asks people to do outside it (step)."""

    MOVE = "move"
    CREATE = "create"
    DELETE = "delete"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Operation:
    """`move` path -> target; `create` path with `content`; `delete` path; `step`: `detail` is for people to do."""

    kind: OperationKind
    path: str = ""
    target: str = ""
    content: str = ""
    detail: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, order=True)
class NotEdited:
    """A reference that stays, and why; `candidate` is the edit that would be made, empty when there is none.

    `group`: the group it would be edited in if somebody decided so, empty where no answer makes it possible.
    """

    path: str
    line: int
    column: int
    text: str
    role: Role
    reason: Reason
    detail: str
    candidate: str = ""
    group: str = ""


@dataclass(frozen=True)
class Plan:
    """Everything `apply` will do. `files` maps each path that is read for it to the SHA-256 of its bytes."""

    made_by: str
    root: str
    campaign: str
    groups: tuple[Group, ...]
    operations: tuple[Operation, ...]
    not_edited: tuple[NotEdited, ...]
    files: Mapping[str, str] = field(default_factory=dict)

    def edits(self) -> tuple[Edit, ...]:
        """Every edit of every group, sorted by path and position."""
        return tuple(sorted(edit for group in self.groups for edit in group.edits))

    def first(self, group: Group) -> Edit:
        """What stands for a group in one line: its first edit, or the name of the file that it moves."""
        if group.edits:
            return group.edits[0]
        moved = [one for one in self.operations if one.group == group.id and one.path]
        path, target = (moved[0].path, moved[0].target) if moved else ("", "")
        return Edit(path, 0, len(path), 1, path, target)
