"""The story of one line: each reference on it, its group, its evidence, and what would raise the confidence."""

from rich.console import Console
from rich.text import Text

from flowcodemod.inventory.index import Index
from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.evidence import Kind, Tier
from flowcodemod.model.plan import Group, Plan
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.words import counted

_ADVICE = {
    Kind.UNRESOLVED: "annotate the object or function it is asked of, or decide with 'flowcodemod review'",
    Kind.CALLERS_UNSEEN: "let the type checker look: drop --no-checker, and name the environment with --python",
    Kind.BOUNDARY: "say what happens at the boundary: --boundary NAME=rename, or [boundaries] in the campaign",
    Kind.TWIN: "old and new stand side by side: decide with 'flowcodemod review', or say [merge] in the campaign",
    Kind.COLLISION: "free the new name here first",
    Kind.FOREIGN: "nothing: it belongs to somebody else's code",
    Kind.HELD: "its definition must become editable first",
    Kind.NO_CHECKER: "install pyrefly beside flowcodemod",
}


def render_story(plan: Plan, index: Index, path: str, line: int, console: Console) -> None:
    """Tell it. Raises FlowcodemodError when no reference stands on the line."""
    here = [
        reference
        for reference in index.references
        if reference.path == path and reference.line == line and reference.role is not Role.FILENAME
    ]
    if not here:
        raise FlowcodemodError(f"{path}:{line}: no reference stands there ('flowcodemod inventory' lists them all)")
    for reference in here:
        _tell(plan, reference, console)


def _tell(plan: Plan, reference: Reference, console: Console) -> None:
    scope = f" in {reference.scope}" if reference.scope else ""
    place = f"{reference.path}:{reference.line}:{reference.column}"
    console.print(Text(f"{place} {reference.text}: {reference.role}{scope}, {reference.status}", style="bold"))
    group = _group_of(plan, reference)
    if group is None:
        left = next(
            (
                one
                for one in plan.not_edited
                if (one.path, one.line, one.column) == (reference.path, reference.line, reference.column)
            ),
            None,
        )
        if left is not None:
            console.print(Text(f"  stays: {left.reason}: {left.detail or reference.reason}"))
        return
    render_group_story(group, console)


def render_group_story(group: Group, console: Console) -> None:
    """What a group holds, every piece of evidence for and against it, and what would raise the confidence."""
    places = f"{counted(len(group.edits), 'edit')} in {counted(len({edit.path for edit in group.edits}), 'file')}"
    sure = f"confidence {group.confidence:.2f}: {group.tier}"
    console.print(Text(f"  group {group.id}: {places}, reach {group.reach}, {sure}"))
    for edit in group.edits[:6]:
        console.print(Text(f"    {edit.path}:{edit.line} {edit.old} -> {edit.new}"))
    if len(group.edits) > 6:
        console.print(Text(f"    and {len(group.edits) - 6} more"))
    for piece in group.evidence:
        sign = "+" if piece.kind.supports else "-"
        console.print(Text(f"  {sign} {piece}", style="green" if piece.kind.supports else "yellow"))
    if group.tier is not Tier.CONFIDENT:
        advice = dict.fromkeys(_ADVICE[piece.kind] for piece in group.evidence if piece.kind in _ADVICE)
        for one in advice or {"annotate what it is asked of, or decide with 'flowcodemod review'": None}:
            console.print(Text(f"  to raise the confidence: {one}"))


def _group_of(plan: Plan, reference: Reference) -> Group | None:
    for group in plan.groups:
        if any(
            edit.path == reference.path and edit.start <= reference.start < max(edit.end, edit.start + 1)
            for edit in group.edits
        ):
            return group
    return None
