"""The group of edits that a bundle becomes: the new names, and what keeps the old ones where others know them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flowcodemod.evidence.merge import covered
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.plan import Edit, Group, Reach
from flowcodemod.model.reference import Reference, Role
from flowcodemod.names.keep_exports import keep_export
from flowcodemod.pins.alias_routes import alias_route
from flowcodemod.pins.pins import pins
from flowcodemod.pins.serializers import needless_source, sources
from flowcodemod.program.program import Program

_STORED = frozenset({Role.COLUMN, Role.SQL, Role.STORAGE_KEY, Role.PATH})
_PUBLISHED = frozenset({Role.ROUTE, Role.HEADER, Role.ENVIRONMENT})


def edited(program: Program, one: Weighed, references: Sequence[Reference], campaign: Campaign, name: str) -> Group:
    """The group of that name: one edit for each reference, and all that goes with them."""
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


def with_sources(program: Program, group: Group, kept: Sequence[Reference], campaign: Campaign) -> Group:
    """A group with what lets the published fields that keep their names speak of what moves."""
    renamed = [(one, campaign.concept.rename(one.text)) for one in kept]
    added = [edit for one, new in renamed if new for edit in sources(program, one, new)]
    places = (group.places or len(group.edits)) if added else group.places
    return replace(group, edits=tuple(sorted((*group.edits, *added))), places=places)


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
