"""What an apply says before and after it writes."""

from rich.console import Console
from rich.text import Text

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.journal import Run
from flowcodemod.model.plan import OperationKind, Plan
from flowcodemod.model.source import Source
from flowcodemod.repo.git import Repository
from flowcodemod.repo.paths import shown
from flowcodemod.repo.sources import read_source
from flowcodemod.stages.markers import concept_prefilter


def render_choice(plan: Plan, console: Console) -> None:
    """How much is about to change."""
    edits = plan.edits()
    files = len({edit.path for edit in edits})
    moves = sum(one.kind is OperationKind.MOVE for one in plan.operations)
    moved = f", {moves} {'file' if moves == 1 else 'files'} moved" if moves else ""
    console.print(Text(f"{len(edits)} edits in {files} files{moved}, {len(plan.groups)} groups", style="bold"))


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
    prefilter = concept_prefilter(campaign.concept)
    for path in repository.untracked():
        source = read_source(repository.root, path, prefilter)
        if isinstance(source, Source) and campaign.concept.hits(source.text):
            console.print(Text(f"not tracked by git, so not edited: {shown(path)} holds the old name", style="yellow"))
