"""What an apply says before and after it writes."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.journal import Run
from flowcodemod.model.plan import Group, OperationKind, Plan
from flowcodemod.model.source import Source
from flowcodemod.model.words import counted
from flowcodemod.repo.git import Repository
from flowcodemod.repo.paths import shown
from flowcodemod.repo.sources import read_source
from flowcodemod.stages.choose import Choice


def render_choice(whole: Plan, choice: Choice, console: Console) -> None:
    """How much is about to change, what of it was not asked for, and what was asked for and must wait."""
    plan = choice.plan
    edits = plan.edits()
    files = len({edit.path for edit in edits})
    moves = sum(one.kind is OperationKind.MOVE for one in plan.operations)
    moved = f", {counted(moves, 'file')} moved" if moves else ""
    line = f"{counted(len(edits), 'edit')} in {counted(files, 'file')}{moved}, {counted(len(plan.groups), 'group')}"
    console.print(Text(line, style="bold"))
    taken_in = [group for group in plan.groups if group.id in choice.taken_in]
    if taken_in:
        console.print(Text(f"of these taken in, because others require them: {_groups(whole, taken_in)}"))
    held = [group for group in whole.groups if group.id in choice.held]
    if held:
        lacking = {group.id: group for group in whole.groups}.get(choice.held[held[0].id])
        because = f", which requires {_place(whole, lacking)}" if lacking is not None else ""
        console.print(Text(f"not taken, because what they require is not: {_groups(whole, held)}{because}"))


def _groups(plan: Plan, groups: Sequence[Group]) -> str:
    """`3 groups, 12 edits in 4 files, first app/a.py:3 session_id`."""
    edits = [edit for group in groups for edit in group.edits]
    files = len({edit.path for edit in edits})
    amounts = ((len(groups), "group"), (len(edits), "edit"), (files, "file"))
    several, changes, where = (counted(*amount) for amount in amounts)
    return f"{several}, {changes} in {where}, first {_place(plan, groups[0])}"


def _place(plan: Plan, group: Group) -> str:
    first = plan.first(group)
    return f"{shown(first.path)}:{first.line} {first.old}"


def render_done(run: Run | None, console: Console) -> None:
    """The run's name and how to take it back."""
    if run is None:
        console.print("nothing had to be changed")
        return
    console.print(Text(f"applied as run {run.id}; take it back with: flowcodemod rollback {run.id}"))
    for detail in dict.fromkeys(one.detail for one in run.operations if one.kind is OperationKind.STEP):
        console.print(Text(f"to do outside the repository: {detail}"))


def render_untracked(repository: Repository, campaign: Campaign | None, console: Console) -> None:
    """A warning for each untracked file that holds the old name, because it will not be edited."""
    if campaign is None:
        return
    prefilter = campaign.concept.prefilter
    for path in repository.untracked():
        source = read_source(repository.root, path, prefilter)
        if isinstance(source, Source) and campaign.concept.hits(source.text):
            console.print(Text(f"not tracked by git, so not edited: {shown(path)} holds the old name", style="yellow"))
