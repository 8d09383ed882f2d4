"""A run: what is done to the tree, step by step, who did it and with what, and how it ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flowcodemod.model.plan import Group, Operation


class Action(StrEnum):
    """What a step does, in the order in which the steps of a run are taken."""

    MAKE_FOLDER = "make-folder"
    REPLACE = "replace"
    RENAME = "rename"  # names that differ only in case: elsewhere a move is a creation and a deletion
    CREATE = "create"
    DELETE = "delete"
    REMOVE_FOLDER = "remove-folder"


class RunKind(StrEnum):
    """What a run is."""

    APPLY = "apply"
    ROLLBACK = "rollback"


class RunState(StrEnum):
    """How a run stands. `undone`: it failed or was cut off, and everything was put back."""

    UNFINISHED = "unfinished"
    FINISHED = "finished"
    UNDONE = "undone"
    ROLLED_BACK = "rolled-back"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FileState:
    """A file's SHA-256, permission bits and owner; an owner of -1 is whoever creates it."""

    digest: str
    mode: int = 0o644
    uid: int = -1
    gid: int = -1


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `rename` goes from `path` to `target`; `before` and `after` are None where there is no file.

    Steps on folders carry no file state; `mode` is a removed folder's, 0 for a new one with the usual permissions.
    """

    action: Action
    path: str
    target: str = ""
    before: FileState | None = None
    after: FileState | None = None
    mode: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """Who acts, when and with what. An empty `who` is filled in from git or the system; `when` knows its time zone.

    `min_confidence` (0-1) and the slices of `only`: what was asked for.
    """

    when: datetime
    tool: str
    checker: str = ""
    campaign_digest: str = ""
    who: str = ""
    min_confidence: float = 0.9
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: `finished` or `undone`, when, and why."""

    state: RunState
    when: datetime
    detail: str = ""


@dataclass(frozen=True)
class Run:
    """A run as its journal records it. `prefix` is where its root lies in the work tree; `undoes` names a run."""

    id: str
    kind: RunKind
    record: Record
    steps: tuple[Step, ...]
    prefix: str = ""
    revision: str = ""
    campaign: str = ""
    plan_digest: str = ""
    undoes: str = ""
    groups: tuple[Group, ...] = ()
    operations: tuple[Operation, ...] = ()
    outcome: Outcome | None = None


def states_before(steps: Iterable[Step]) -> dict[str, FileState | None]:
    """Return every file the steps touch as it was before the first of them; None where there was none."""
    before: dict[str, FileState | None] = {}
    for path, state, _ in _transitions(steps):
        before.setdefault(path, state)
    return before


def states_after(steps: Iterable[Step]) -> dict[str, FileState | None]:
    """Return every file the steps touch as it is after the last of them."""
    return {path: state for path, _, state in _transitions(steps)}


def states_between(steps: Iterable[Step]) -> dict[str, set[str]]:
    """Return the digests each file has at any moment of the steps, or of undoing them; empty stands for no file.

    Both names of a rename share theirs: a file is renamed after its edit, and when undone edited before it is renamed.
    """
    taken = tuple(steps)
    seen: dict[str, set[str]] = {}
    for path, before, after in _transitions(taken):
        seen.setdefault(path, set()).update(state.digest if state else "" for state in (before, after))
    for step in taken:
        if step.action is Action.RENAME:
            seen[step.path] = seen[step.target] = seen[step.path] | seen[step.target]
    return seen


def digests(states: Mapping[str, FileState | None]) -> dict[str, str]:
    """Return the digests alone; empty where there is no file."""
    return {path: state.digest if state else "" for path, state in states.items()}


def _transitions(steps: Iterable[Step]) -> list[tuple[str, FileState | None, FileState | None]]:
    found: list[tuple[str, FileState | None, FileState | None]] = []
    for step in steps:
        if step.action is Action.RENAME:
            found += [(step.path, step.before, None), (step.target, None, step.after)]
        elif step.action not in (Action.MAKE_FOLDER, Action.REMOVE_FOLDER):
            found.append((step.path, step.before, step.after))
    return found
