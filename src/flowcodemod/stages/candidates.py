"""What nothing speaks for, as groups that a person can decide about: no plan takes them before somebody does."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from flowcodemod.inventory.index import Index
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.plan import Edit, Group, NotEdited, Plan, Reach
from flowcodemod.model.reference import Reference

_KINDS = {kind.slug: kind for kind in Kind}


def with_candidates(plan: Plan, index: Index) -> Plan:
    """The plan with a group of confidence 0 for all references that stay only because nobody has answered."""
    places = {(one.path, one.line, one.column): one for one in index.references}
    several: dict[str, list[NotEdited]] = defaultdict(list)
    for left in plan.not_edited:
        if left.group and left.candidate:
            several[left.group].append(left)
    groups = [_group(name, members, places) for name, members in several.items()]
    paths = {edit.path for group in groups for edit in group.edits}
    digests = {path: index.files[path].source.digest for path in paths}
    known = tuple(left for left in plan.not_edited if not (left.group and left.candidate))
    whole = sorted((*plan.groups, *groups), key=lambda group: (group.edits[:1], group.id))
    return replace(plan, groups=tuple(whole), not_edited=known, files={**plan.files, **digests})


def _group(name: str, members: Sequence[NotEdited], places: dict[tuple[str, int, int], Reference]) -> Group:
    references = [places[left.path, left.line, left.column] for left in members]
    edits = sorted(
        Edit(one.path, one.start, one.end, one.line, one.text, left.candidate)
        for one, left in zip(references, members, strict=True)
    )
    reach = Reach.REPOSITORY if len({one.path for one in references}) > 1 else Reach.LOCAL
    evidence = tuple(dict.fromkeys(_evidence(left.detail) for left in members))
    return Group(name, 0.0, reach, evidence, tuple(edits), tuple(sorted({one.role for one in references})))


def _evidence(detail: str) -> Evidence:
    """The evidence that a reason was written from."""
    kind = _KINDS.get(detail.partition(":")[0], Kind.UNRESOLVED)
    return Evidence(kind, detail.partition(f"{kind.sentence} (")[2].removesuffix(")"))
