"""Which groups of a plan are taken: by confidence and by slice, with what they require."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from flowcodemod.model.errors import PlanError
from flowcodemod.model.evidence import Kind
from flowcodemod.model.plan import Group, Plan
from flowcodemod.repo.globs import matcher
from flowcodemod.stages.index import Index

_SLICES = ("layer", "role", "path", "group")


def choose(plan: Plan, min_confidence: float, only: Sequence[str], index: Index | None = None) -> Plan:
    """The plan with only the groups at or above a confidence (0-1) that match every slice, and those they require.

    Each slice is `layer=`, `role=`, `path=` (a glob) or `group=` with alternatives joined by commas. Raises PlanError.
    """
    tests = [_test(plan, one, index) for one in only]
    named = {value for one in only if one.startswith("group=") for value in one.partition("=")[2].split(",")}
    able = {group.id: group for group in plan.groups if _is_able(group, min_confidence) or group.id in named}
    wanted = [group.id for group in able.values() if all(test(group) for test in tests)]
    taken: set[str] = set()
    while wanted:
        group_id = wanted.pop()
        if group_id in able and group_id not in taken:
            taken.add(group_id)
            wanted += able[group_id].requires
    groups = tuple(group for group in plan.groups if group.id in taken)
    paths = {edit.path for group in groups for edit in group.edits}
    operations = tuple(one for one in plan.operations if not one.group or one.group in taken)
    files = {
        path: digest
        for path, digest in plan.files.items()
        if path in paths or any(one.path == path for one in operations)
    }
    return replace(plan, groups=groups, operations=operations, files=files)


def _is_able(group: Group, min_confidence: float) -> bool:
    """Whether a group is sure enough, and nobody said that it stays or waits."""
    refused = any(piece.kind in (Kind.REJECTED, Kind.POSTPONED) for piece in group.evidence)
    return group.confidence >= min_confidence and not refused


def _test(plan: Plan, text: str, index: Index | None) -> Callable[[Group], bool]:
    key, _, value = text.partition("=")
    values = value.split(",")
    if key not in _SLICES or not value:
        raise PlanError(f"--only {text}: write layer=…, role=…, path=… or group=…")
    if key == "group":
        return lambda group: group.id in values
    if key == "role":
        return lambda group: any(role.value in values for role in group.roles)
    if key == "path":
        matches = matcher(values)
        return lambda group: any(matches(path) for path in _paths(plan, group))
    layers = {reference.path: reference.layer for reference in (index.references if index else ())}
    return lambda group: any(layers.get(path, "") in values for path in _paths(plan, group))


def _paths(plan: Plan, group: Group) -> set[str]:
    """The files that a group edits or moves."""
    return {edit.path for edit in group.edits} | {one.path for one in plan.operations if one.group == group.id}
