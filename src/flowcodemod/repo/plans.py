"""Plan <-> `plan.json`: sorted, stable, and trusted no further than every field has been checked."""

import json
from collections.abc import Iterable
from itertools import pairwise

from flowcodemod.model.errors import PlanError
from flowcodemod.model.plan import Group, NotEdited, Operation, Plan, Reason
from flowcodemod.model.reference import Role
from flowcodemod.repo.json_fields import Fields, parse
from flowcodemod.repo.plan_groups import group_document, load_group, load_operation, operation_document

SCHEMA_VERSION = 1


def write_plan(plan: Plan) -> bytes:
    """Write a plan as JSON, equal plans as equal bytes. Raises PlanError when edits overlap or a text is no Unicode."""
    check_overlaps(plan)
    document = {
        "schema_version": SCHEMA_VERSION,
        "made_by": plan.made_by,
        "root": plan.root,
        "campaign": plan.campaign,
        "groups": [group_document(group) for group in sorted(plan.groups, key=lambda group: group.id)],
        "operations": [operation_document(one) for one in sorted(plan.operations, key=_operation_order)],
        "not_edited": [_not_edited(one) for one in sorted(plan.not_edited)],
        "files": dict(sorted(plan.files.items())),
    }
    try:
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
    except UnicodeEncodeError as error:
        raise PlanError(f"the plan holds text that is no Unicode: {error}; please report it") from error


def load_plan(data: bytes, where: str = "plan.json") -> Plan:
    """Read a plan; `where` names it in messages. Raises PlanError that says which field is wrong and why."""
    document = parse(data, where, PlanError)
    version = document.number("schema_version", 0)
    if version != SCHEMA_VERSION:
        document.fail("schema_version", f"is {version}; this version reads {SCHEMA_VERSION}: make the plan again")
    plan = Plan(
        made_by=document.text("made_by"),
        root=document.text("root", ""),
        campaign=document.text("campaign", ""),
        groups=tuple(load_group(fields) for fields in document.objects("groups")),
        operations=tuple(load_operation(fields) for fields in document.objects("operations")),
        not_edited=tuple(_load_not_edited(fields) for fields in document.objects("not_edited")),
        files=_load_files(document.mapping("files")),
    )
    _check_ids(plan.groups, where)
    check_overlaps(plan)
    return plan


def check_overlaps(plan: Plan) -> None:
    """Raise PlanError when two edits touch the same place: a plan with an overlap was made wrongly."""
    for first, second in pairwise(plan.edits()):
        # What is put before a token may stand where the token starts; two that are put at one place have no order.
        same_place = first.start == second.start == second.end or second.start < first.end
        if first.path == second.path and same_place:
            raise PlanError(
                f"{first.path}:{second.line}: two edits overlap at {second.start} ('{first.old}' -> '{first.new}' and "
                f"'{second.old}' -> '{second.new}'): this plan cannot be applied; please report it"
            )


def _operation_order(one: Operation) -> tuple[str, ...]:
    return (str(one.kind), one.path, one.target, one.detail, one.group, one.content)


def _not_edited(one: NotEdited) -> dict[str, object]:
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "text": one.text,
        "role": str(one.role),
        "reason": str(one.reason),
        "detail": one.detail,
        "candidate": one.candidate,
        "group": one.group,
    }


def _load_not_edited(fields: Fields) -> NotEdited:
    return NotEdited(
        path=fields.path("path"),
        line=fields.number("line", 1),
        column=fields.number("column", 1),
        text=fields.text("text"),
        role=fields.choice("role", Role),
        reason=fields.choice("reason", Reason),
        detail=fields.text("detail", ""),
        candidate=fields.text("candidate", ""),
        group=fields.text("group", ""),
    )


def _load_files(fields: Fields) -> dict[str, str]:
    for path in fields.data:
        Fields({"path": path}, fields.where, fields.error).path("path")
    return {path: fields.digest(path) for path in sorted(fields.data)}


def _check_ids(groups: Iterable[Group], where: str) -> None:
    seen: set[str] = set()
    for group in groups:
        if not group.id or group.id in seen:
            raise PlanError(f"{where}: the group id '{group.id}' is empty or stands twice")
        seen.add(group.id)
