"""Weighed bundles -> the plan: groups of edits, and everything that is left alone with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flowcodemod import __version__
from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.requires import requirements
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.decision import Decision
from flowcodemod.model.link import Key
from flowcodemod.model.plan import Group, NotEdited, Plan, Reason
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.twin import Twins
from flowcodemod.names.moves import moves
from flowcodemod.names.name_shims import with_name_shims
from flowcodemod.names.pickles import with_pickles
from flowcodemod.pins.kept_names import keeps_name
from flowcodemod.program.program import Program
from flowcodemod.stages.decisions import decide, names_of
from flowcodemod.stages.edited import edited, with_sources
from flowcodemod.stages.left import by_status, left, why
from flowcodemod.stages.steps import steps

_UNPARSABLE = "its file does not parse: mend it and plan again"


def plan(
    program: Program,
    weighed: Sequence[Weighed],
    campaign: Campaign,
    twins: Twins | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> Plan:
    """Write down what happens to each reference: an edit in exactly one group, or a reason why not."""
    moved = moves(program, campaign)
    # By place: a homonym that is proven to be meant is open again, so it no longer equals what was read.
    names = {(one.path, one.start): name for one, name in names_of(program.index, campaign.concept).items()}
    groups = [decide(group, decisions or {}) for group in moved.groups]
    not_edited = [*moved.left]
    for one in weighed:
        mine = [each for each in one.bundle.references if (each.path, each.start) not in moved.taken]
        group, others = _settled(program, one, mine, campaign, names)
        groups += [group] if group is not None else []
        not_edited += others
    groups = _with_requirements(program, weighed, groups, names)
    whole, by_hand = with_name_shims(program, groups, campaign, moved.operations)
    whole, pickled = with_pickles(program, whole, campaign, moved.operations)
    changed = {edit.path for group in whole for edit in group.edits} | {one.path for one in moved.operations}
    digests = dict(moved.files) | (dict(twins.digests) if twins else {})
    digests |= {path: file.source.digest for path, file in program.index.files.items()}
    return Plan(
        made_by=f"flowcodemod {__version__}",
        root=".",
        campaign=campaign.name,
        groups=tuple(sorted(whole, key=lambda group: (group.edits[:1], group.id))),
        operations=(*moved.operations, *by_hand, *pickled, *steps(program, whole, campaign.concept)),
        not_edited=tuple(sorted(not_edited)),
        files={path: digests[path] for path in sorted(changed)},
    )


def _settled(
    program: Program, one: Weighed, mine: Sequence[Reference], campaign: Campaign, names: Mapping[Key, str]
) -> tuple[Group | None, list[NotEdited]]:
    """The group that those references of a bundle become which no move takes, and those of them that are left alone."""
    kept = {each: keeps_name(program, each, campaign) for each in mine if each.status is Status.OPEN}
    kept = {each: said for each, said in kept.items() if said}
    others = [left(each, Reason.HELD_BY, said, campaign) for each, said in kept.items()]
    others += [by_status(each) for each in mine if each.status is not Status.OPEN]
    open_ = [each for each in mine if each.status is Status.OPEN and each not in kept]
    if any(not program.index.files[each.path].parses for each in one.bundle.references):
        return None, others + [left(each, Reason.UNPARSABLE, _UNPARSABLE, campaign) for each in open_]
    if one.confidence == 0:
        possible = all(piece.kind.supports or piece.kind.weight for piece in one.evidence)
        group = names[one.bundle.key] if possible else ""
        return None, others + [replace(left(each, *why(one.evidence), campaign), group=group) for each in open_]
    if not open_:
        return None, others
    return with_sources(
        program, edited(program, one, open_, campaign, names[one.bundle.key]), list(kept), campaign
    ), others


def _with_requirements(
    program: Program, weighed: Sequence[Weighed], groups: Sequence[Group], names: Mapping[Key, str]
) -> list[Group]:
    """The groups, each with the groups that must be applied with it."""
    there = {group.id for group in groups}
    needed = {
        names[key]: tuple(sorted({names[other] for other in others if other in names} & there))
        for key, others in requirements(program, weighed, CONFIDENT).items()
        if key in names
    }
    return [replace(group, requires=needed.get(group.id, ())) for group in groups]


def ledger(found: int, edited: int, left: Mapping[Reason, int]) -> bool:
    """Whether every reference found is accounted for once."""
    return found == edited + sum(left.values())
