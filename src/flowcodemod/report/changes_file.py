"""BREAKING_CHANGES.md: what a run changes for those beyond the repository, and what they or we must do about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from flowcodemod.model.plan import Group, Operation, OperationKind, Plan, Reach
from flowcodemod.report.escapes import prose

_TITLE = "# Breaking changes"
_BEYOND = (Reach.STORED, Reach.PUBLISHED)
_PLACES = 5


def with_changes_file(plan: Plan, path: str, existing: tuple[str, str] | None, when: datetime) -> Plan:
    """The plan that also writes the file, new section first; unchanged when nothing reaches beyond the repository.

    `existing`: the text of the file as it is and its SHA-256, None when there is none.
    """
    section = "\n".join(_section(plan, when))
    if not section:
        return plan
    rest = existing[0].removeprefix(_TITLE).strip("\n") if existing else ""
    content = f"{_TITLE}\n\n{section}\n" + (f"\n{rest}\n" if rest else "")
    operations = [*plan.operations, Operation(OperationKind.CREATE, path, content=content)]
    if existing is None:
        return replace(plan, operations=tuple(operations))
    operations.append(Operation(OperationKind.DELETE, path))
    return replace(plan, operations=tuple(operations), files={**plan.files, path: existing[1]})


def _section(plan: Plan, when: datetime) -> Iterator[str]:
    groups = [group for group in plan.groups if group.reach in _BEYOND]
    if not groups:
        return
    yield f"## {prose(plan.campaign)}, {when.date().isoformat()}"
    for reach in reversed(_BEYOND):
        several = [group for group in groups if group.reach is reach]
        if several:
            yield f"\n### {reach.value.capitalize()} names\n"
        yield from _entries(several)
    details = {one.detail: None for one in plan.operations if one.kind is OperationKind.STEP}
    if details:
        yield "\n### To do outside the repository\n"
    for detail in details:
        yield f"- [ ] {prose(detail)}"


def _entries(groups: Iterable[Group]) -> Iterator[str]:
    """A line for each name, with the first few places."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edit in (edit for group in groups for edit in group.edits if edit.old and edit.new):
        places[edit.old, edit.new].append(f"{edit.path}:{edit.line}")
    for (old, new), found in sorted(places.items()):
        more = f" and {len(found) - _PLACES} more" if len(found) > _PLACES else ""
        yield f"- {prose(old)} is now {prose(new)}: {prose(', '.join(found[:_PLACES]))}{more}"
