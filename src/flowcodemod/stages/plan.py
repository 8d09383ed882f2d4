"""Weighed bundles -> the plan: groups of edits, and everything that is left alone with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flowcodemod import __version__
from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.merge import covered
from flowcodemod.evidence.requires import requirements
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.decision import Decision
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key
from flowcodemod.model.plan import REASON_OF, Edit, Group, NotEdited, Plan, Reach, Reason
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.twin import Twins
from flowcodemod.names.keep_exports import keep_export
from flowcodemod.names.moves import moves
from flowcodemod.names.name_shims import with_name_shims
from flowcodemod.names.pickles import with_pickles
from flowcodemod.pins.alias_routes import alias_route
from flowcodemod.pins.kept_names import keeps_name
from flowcodemod.pins.pins import pins
from flowcodemod.pins.serializers import needless_source, sources
from flowcodemod.program.program import Program
from flowcodemod.stages.decisions import decide, names_of
from flowcodemod.stages.steps import steps

_BY_KIND = (
    (Kind.FOREIGN, Reason.FOREIGN),
    (Kind.REJECTED, Reason.DECIDED),
    (Kind.POSTPONED, Reason.QUESTION),
    (Kind.NO_NEW_FORM, Reason.UNRESOLVED),
    (Kind.HELD, Reason.HELD_BY),
    (Kind.KEPT, Reason.HOMONYM),
    (Kind.QUESTION, Reason.QUESTION),
    (Kind.COLLISION, Reason.CONFLICT),
    (Kind.BOUNDARY, Reason.HELD_BY),
    (Kind.TWIN, Reason.QUESTION),
    (Kind.UNRESOLVED, Reason.UNRESOLVED),
)
_STORED = frozenset({Role.COLUMN, Role.SQL, Role.STORAGE_KEY, Role.PATH})
_PUBLISHED = frozenset({Role.ROUTE, Role.HEADER, Role.ENVIRONMENT})


def plan(
    program: Program,
    weighed: Sequence[Weighed],
    campaign: Campaign,
    twins: Twins | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> Plan:
    """Write down what happens to each reference: an edit in exactly one group, or a reason why not."""
    moved = moves(program, campaign)
    groups = [decide(group, decisions or {}) for group in moved.groups]
    left: list[NotEdited] = [*moved.left]
    # By place: a homonym that is proven to be meant is open again, so it no longer equals what was read.
    names = {(one.path, one.start): name for one, name in names_of(program.index, campaign.concept).items()}
    for one in weighed:
        unparsable = any(not program.index.files[reference.path].parses for reference in one.bundle.references)
        mine = [
            reference for reference in one.bundle.references if (reference.path, reference.start) not in moved.taken
        ]
        kept = {each: keeps_name(program, each, campaign) for each in mine if each.status is Status.OPEN}
        mine = [each for each in mine if not kept.get(each)]
        left += [_left(each, Reason.HELD_BY, why, campaign) for each, why in kept.items() if why]
        open_ = [reference for reference in mine if reference.status is Status.OPEN]
        left += [_by_status(reference) for reference in mine if reference.status is not Status.OPEN]
        if unparsable:
            detail = "its file does not parse: mend it and plan again"
            left += [_left(reference, Reason.UNPARSABLE, detail, campaign) for reference in open_]
        elif one.confidence == 0:
            possible = all(piece.kind.supports or piece.kind.weight for piece in one.evidence)
            group = names[one.bundle.key] if possible else ""
            left += [replace(_left(reference, *_why(one.evidence), campaign), group=group) for reference in open_]
        elif open_:
            edited = _group(program, one, open_, campaign, names[one.bundle.key])
            groups.append(_with_sources(program, edited, [each for each, why in kept.items() if why], campaign))
    groups = _with_requirements(program, weighed, groups, names)
    whole, by_hand = with_name_shims(program, groups, campaign, moved.operations)
    whole, pickled = with_pickles(program, whole, campaign, moved.operations)
    digests = dict(moved.files) | (dict(twins.digests) if twins else {})
    digests |= {path: file.source.digest for path, file in program.index.files.items()}
    changed = {edit.path for group in whole for edit in group.edits} | {one.path for one in moved.operations}
    digests = {path: digests[path] for path in changed}
    return Plan(
        made_by=f"flowcodemod {__version__}",
        root=".",
        campaign=campaign.name,
        groups=tuple(sorted(whole, key=lambda group: (group.edits[:1], group.id))),
        operations=(*moved.operations, *by_hand, *pickled, *steps(program, whole, campaign.concept)),
        not_edited=tuple(sorted(left)),
        files=dict(sorted(digests.items())),
    )


def _group(program: Program, one: Weighed, references: Sequence[Reference], campaign: Campaign, name: str) -> Group:
    edits = [_edit(reference, campaign, dict(one.bundle.renames)) for reference in references]
    edits = [
        one
        for reference, edit in zip(references, edits, strict=True)
        for one in keep_export(program, reference, edit, campaign)
    ]
    for reference, edit in zip(references, tuple(edits), strict=False):
        gone = needless_source(program, reference, edit.new)
        if gone:
            edits = [other for other in edits if other != edit] + [*gone]
        edits += [*pins(program, reference, edit.new, campaign), *alias_route(program, reference, campaign)]
    merged = [edit for edit in dict.fromkeys(edits) if not covered((edit.path, edit.start), one.merges)]
    edits = [*merged, *one.merges]
    roles = tuple(sorted({reference.role for reference in references}))
    places = len(references) if len(references) != len(edits) else 0
    return Group(name, one.confidence, _reach(references), one.evidence, tuple(sorted(edits)), roles, places=places)


def _with_sources(program: Program, group: Group, kept: Sequence[Reference], campaign: Campaign) -> Group:
    """A group with what lets the published fields that keep their names speak of what moves."""
    renamed = [(one, campaign.concept.rename(one.text)) for one in kept]
    added = [edit for one, new in renamed if new for edit in sources(program, one, new)]
    places = (group.places or len(group.edits)) if added else group.places
    return replace(group, edits=tuple(sorted((*group.edits, *added))), places=places)


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


def _edit(reference: Reference, campaign: Campaign, renames: Mapping[str, str]) -> Edit:
    new = renames.get(reference.text) or campaign.concept.rename(reference.text) or reference.text
    return Edit(reference.path, reference.start, reference.end, reference.line, reference.text, new)


def _reach(references: Sequence[Reference]) -> Reach:
    roles = {reference.role for reference in references}
    if roles & _PUBLISHED:
        return Reach.PUBLISHED
    if roles & _STORED:
        return Reach.STORED
    return Reach.REPOSITORY if len({reference.path for reference in references}) > 1 else Reach.LOCAL


def _by_status(reference: Reference) -> NotEdited:
    return NotEdited(
        reference.path,
        reference.line,
        reference.column,
        reference.text,
        reference.role,
        REASON_OF[reference.status],
        reference.reason,
    )


def _left(reference: Reference, reason: Reason, detail: str, campaign: Campaign) -> NotEdited:
    candidate = campaign.concept.rename(reference.text) or ""
    return NotEdited(
        reference.path, reference.line, reference.column, reference.text, reference.role, reason, detail, candidate
    )


def _why(evidence: Sequence[Evidence]) -> tuple[Reason, str]:
    """The first contrary evidence in the order of what a reader must know first."""
    for kind, reason in _BY_KIND:
        for piece in evidence:
            if piece.kind is kind:
                return reason, str(piece)
    return Reason.LOW_CONFIDENCE, "nothing speaks for it"


def ledger(found: int, edited: int, left: Mapping[Reason, int]) -> bool:
    """Whether every reference found is accounted for once."""
    return found == edited + sum(left.values())
