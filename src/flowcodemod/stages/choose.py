"""Which groups of a plan are taken: by confidence and by slice, with what they require."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from flowcodemod.inventory.index import Index
from flowcodemod.model.errors import PlanError
from flowcodemod.model.evidence import Kind
from flowcodemod.model.plan import Group, Plan
from flowcodemod.model.reference import Role
from flowcodemod.repo.globs import matcher

_SLICES = ("layer", "role", "path", "group")
_Test = Callable[[Group], bool]


@dataclass(frozen=True)
class Choice:
    """The plan with only the groups that are taken.

    `taken_in`: ids of groups outside the slice that a group inside requires. `held`: ids of groups that would be taken,
    each with the id of a group that it requires and that is not.
    """

    plan: Plan
    taken_in: frozenset[str] = frozenset()
    held: Mapping[str, str] = field(default_factory=dict)


def choose(plan: Plan, min_confidence: float, only: Sequence[str], index: Index | None = None) -> Choice:
    """The groups at or above a confidence (0-1) that match every slice, and those they require.

    Each slice is `layer=`, `role=`, `path=` (a glob) or `group=` with alternatives joined by commas. Raises PlanError.
    """
    tests = [_test(plan, one, index) for one in only]
    named = {value for one in only if one.startswith("group=") for value in one.partition("=")[2].split(",")}
    able = {group.id: group for group in plan.groups if _is_able(group, min_confidence) or group.id in named}
    held = _take_out_incomplete(able)
    asked = {group.id for group in plan.groups if all(test(group) for test in tests)}
    taken = _with_required(asked & able.keys(), able)
    inside = {group_id: other for group_id, other in held.items() if group_id in asked}
    return Choice(_part(plan, taken), frozenset(taken - asked), inside)


def _is_able(group: Group, min_confidence: float) -> bool:
    """Whether a group is sure enough, and nobody said that it stays or waits."""
    waits = any(piece.kind is Kind.POSTPONED for piece in group.evidence)
    return group.confidence >= min_confidence and not group.is_refused and not waits


def _take_out_incomplete(able: dict[str, Group]) -> dict[str, str]:
    """Take out the groups that require one which is not there, until none does; returns each with what it lacks."""
    lacking: dict[str, str] = {}
    while found := {
        group.id: other for group in able.values() for other in reversed(group.requires) if other not in able
    }:
        lacking |= found
        for group_id in found:
            del able[group_id]
    return lacking


def _with_required(asked: Iterable[str], able: Mapping[str, Group]) -> set[str]:
    waiting = sorted(asked)
    taken: set[str] = set()
    while waiting:
        group_id = waiting.pop()
        if group_id not in taken:
            taken.add(group_id)
            waiting += able[group_id].requires
    return taken


def _part(plan: Plan, taken: set[str]) -> Plan:
    """The plan with those groups alone, what happens besides for them, and the files they need."""
    groups = tuple(group for group in plan.groups if group.id in taken)
    operations = tuple(one for one in plan.operations if not one.group or one.group in taken)
    paths = {edit.path for group in groups for edit in group.edits} | {one.path for one in operations}
    files = {path: digest for path, digest in plan.files.items() if path in paths}
    return replace(plan, groups=groups, operations=operations, files=files)


def _test(plan: Plan, text: str, index: Index | None) -> _Test:
    key, _, value = text.partition("=")
    values = value.split(",")
    if key not in _SLICES or not value:
        raise PlanError(f"--only {text}: write layer=…, role=…, path=… or group=…")
    if key == "group":
        return lambda group: group.id in values
    if key == "role":
        _known_roles(text, values)
        return lambda group: any(role.value in values for role in group.roles)
    if key == "path":
        matches = matcher(values)
        return lambda group: any(matches(path) for path in _paths(plan, group))
    layers = {reference.path: reference.layer for reference in (index.references if index else ())}
    return lambda group: any(layers.get(path, "") in values for path in _paths(plan, group))


def _known_roles(text: str, values: Sequence[str]) -> None:
    known = [role.value for role in Role]
    for value in values:
        if value not in known:
            near = get_close_matches(value, known, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
            raise PlanError(f"--only {text}: there is no role '{value}'; {hint}")


def _paths(plan: Plan, group: Group) -> set[str]:
    """The files that a group edits or moves."""
    return {edit.path for edit in group.edits} | {one.path for one in plan.operations if one.group == group.id}
