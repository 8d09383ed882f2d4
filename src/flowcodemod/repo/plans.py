"""Plan <-> `plan.json`: sorted, stable, and trusted no further than every field has been checked."""

import json
from collections.abc import Iterable
from itertools import pairwise

from flowcodemod.model.errors import PlanError
from flowcodemod.model.evidence import Evidence, Kind, Tier
from flowcodemod.model.plan import Edit, Group, NotEdited, Operation, OperationKind, Plan, Reach, Reason
from flowcodemod.model.reference import Role
from flowcodemod.repo.json_fields import Fields, parse

SCHEMA_VERSION = 1
_KINDS = {kind.slug: kind for kind in Kind}


def write_plan(plan: Plan) -> bytes:
    """Write a plan as JSON; equal plans give equal bytes. Raises PlanError when edits overlap."""
    check_overlaps(plan)
    document = {
        "schema_version": SCHEMA_VERSION,
        "made_by": plan.made_by,
        "root": plan.root,
        "campaign": plan.campaign,
        "groups": [_group(group) for group in sorted(plan.groups, key=lambda group: group.id)],
        "operations": [_operation(one) for one in sorted(plan.operations, key=_operation_order)],
        "not_edited": [_not_edited(one) for one in sorted(plan.not_edited)],
        "files": dict(sorted(plan.files.items())),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


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
        groups=tuple(_load_group(fields) for fields in document.objects("groups")),
        operations=tuple(_load_operation(fields) for fields in document.objects("operations")),
        not_edited=tuple(_load_not_edited(fields) for fields in document.objects("not_edited")),
        files=_load_files(document.mapping("files")),
    )
    _check_ids(plan.groups, where)
    check_overlaps(plan)
    return plan


def check_overlaps(plan: Plan) -> None:
    """Raise PlanError when two edits touch the same place: a plan with an overlap was made wrongly."""
    for first, second in pairwise(plan.edits()):
        same_place = first.start == second.start or second.start < first.end
        if first.path == second.path and same_place:
            raise PlanError(
                f"{first.path}:{second.line}: two edits overlap at {second.start} ('{first.old}' -> '{first.new}' and "
                f"'{second.old}' -> '{second.new}'): this plan cannot be applied; please report it"
            )


def _group(group: Group) -> dict[str, object]:
    return {
        "id": group.id,
        "confidence": group.confidence,
        "tier": str(group.tier),
        "reach": str(group.reach),
        "roles": sorted(map(str, group.roles)),
        "requires": sorted(group.requires),
        "evidence": [
            {"kind": piece.kind.slug, "detail": piece.detail, "text": str(piece)} for piece in _sorted(group.evidence)
        ],
        "edits": [
            {
                "path": edit.path,
                "start": edit.start,
                "end": edit.end,
                "line": edit.line,
                "old": edit.old,
                "new": edit.new,
            }
            for edit in sorted(group.edits)
        ],
    }


def _sorted(evidence: Iterable[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda piece: (piece.kind.slug, piece.detail))


def _operation(one: Operation) -> dict[str, object]:
    return {
        "kind": str(one.kind),
        "path": one.path,
        "target": one.target,
        "content": one.content,
        "detail": one.detail,
        "group": one.group,
    }


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
    }


def _load_group(fields: Fields) -> Group:
    group = Group(
        id=fields.text("id"),
        confidence=fields.share("confidence"),
        reach=fields.choice("reach", Reach),
        evidence=tuple(_load_evidence(one) for one in fields.objects("evidence")),
        edits=tuple(_load_edit(one) for one in fields.objects("edits")),
        roles=tuple(
            Fields({"roles": role}, fields.where, PlanError).choice("roles", Role) for role in fields.texts("roles")
        ),
        requires=fields.texts("requires"),
    )
    if fields.choice("tier", Tier) is not group.tier:
        fields.fail("tier", f"does not follow from the confidence {group.confidence}, which is {group.tier}")
    return group


def _load_evidence(fields: Fields) -> Evidence:
    slug = fields.text("kind")
    if slug not in _KINDS:
        fields.fail("kind", f"is no kind of evidence; there are {', '.join(_KINDS)}")
    return Evidence(_KINDS[slug], fields.text("detail", ""))


def _load_edit(fields: Fields) -> Edit:
    start = fields.number("start", 0)
    edit = Edit(
        path=fields.path("path"),
        start=start,
        end=fields.number("end", start),
        line=fields.number("line", 1),
        old=fields.text("old"),
        new=fields.text("new"),
    )
    if len(edit.old) != edit.end - edit.start:
        fields.fail("old", f"is {len(edit.old)} characters long, but the edit spans {edit.end - edit.start}")
    return edit


def _load_operation(fields: Fields) -> Operation:
    kind = fields.choice("kind", OperationKind)
    step = kind is OperationKind.STEP
    return Operation(
        kind=kind,
        path=fields.text("path", "") if step else fields.path("path"),
        target=fields.path("target") if kind is OperationKind.MOVE else fields.text("target", ""),
        content=fields.text("content") if kind is OperationKind.CREATE else fields.text("content", ""),
        detail=fields.text("detail", ""),
        group=fields.text("group", ""),
    )


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
    )


def _load_files(fields: Fields) -> dict[str, str]:
    for path in fields.data:
        Fields({"path": path}, fields.where, PlanError).path("path")
    return {path: fields.digest(path) for path in sorted(fields.data)}


def _check_ids(groups: Iterable[Group], where: str) -> None:
    seen: set[str] = set()
    for group in groups:
        if not group.id or group.id in seen:
            raise PlanError(f"{where}: the group id '{group.id}' is empty or stands twice")
        seen.add(group.id)
