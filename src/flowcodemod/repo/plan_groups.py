"""Groups and operations <-> JSON, as plans and journals hold them."""

from collections.abc import Iterable

from flowcodemod.model.evidence import Evidence, Kind, Tier
from flowcodemod.model.plan import Edit, Group, Operation, OperationKind, Reach
from flowcodemod.model.reference import Role
from flowcodemod.repo.json_fields import Fields

_KINDS = {kind.slug: kind for kind in Kind}


def group_document(group: Group) -> dict[str, object]:
    """Write a group as a JSON object."""
    return {
        "id": group.id,
        "confidence": group.confidence,
        "tier": str(group.tier),
        "reach": str(group.reach),
        "roles": sorted(map(str, group.roles)),
        "requires": sorted(group.requires),
        "places": group.places,
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


def operation_document(one: Operation) -> dict[str, object]:
    """Write an operation as a JSON object."""
    return {
        "kind": str(one.kind),
        "path": one.path,
        "target": one.target,
        "content": one.content,
        "detail": one.detail,
        "group": one.group,
    }


def load_group(fields: Fields) -> Group:
    """Read a group; the first field that is wrong raises the error class of `fields`."""
    group = Group(
        id=fields.text("id"),
        confidence=fields.share("confidence"),
        reach=fields.choice("reach", Reach),
        evidence=tuple(_load_evidence(one) for one in fields.objects("evidence")),
        edits=tuple(_load_edit(one) for one in fields.objects("edits")),
        roles=tuple(
            Fields({"roles": role}, fields.where, fields.error).choice("roles", Role) for role in fields.texts("roles")
        ),
        requires=fields.texts("requires"),
        places=fields.number("places", 0, 0),
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


def load_operation(fields: Fields) -> Operation:
    """Read an operation; the first field that is wrong raises the error class of `fields`."""
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
