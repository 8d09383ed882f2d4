"""`flowcodemod apply`: make the confident edits, all of them or none."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from flowcodemod import __version__
from flowcodemod.cli import options
from flowcodemod.cli.agreement import agreed
from flowcodemod.cli.app import app
from flowcodemod.cli.interview import interview, unanswered
from flowcodemod.cli.screen import progress, screen
from flowcodemod.cli.session import Planned, Request, make_plan
from flowcodemod.model.errors import FlowcodemodError, PlanError
from flowcodemod.model.journal import Record
from flowcodemod.model.plan import Plan
from flowcodemod.repo.plans import load_plan
from flowcodemod.repo.sources import digest, read_text
from flowcodemod.report.apply import render_choice, render_done, render_untracked
from flowcodemod.report.changes_file import with_changes_file
from flowcodemod.report.queue import render_queue
from flowcodemod.stages.apply import apply as carry_out
from flowcodemod.stages.choose import Choice, choose
from flowcodemod.stages.recover import recover


@app.command()
def apply(
    context: typer.Context,
    root: options.Root = Path(),
    campaign: options.Campaign = None,
    old: options.Old = None,
    new: options.New = None,
    plan: Annotated[Path | None, typer.Option("--plan", metavar="FILE", help="Apply this plan, not a new one.")] = None,
    min_confidence: options.MinConfidence = 0.9,
    skip_low_confidence: Annotated[
        bool, typer.Option("--skip-low-confidence", help="Take only what is at or above 0.9, whatever else is said.")
    ] = False,
    only: options.Only = None,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Ask about each group; quitting writes nothing.")
    ] = False,
    changes_file: Annotated[
        str, typer.Option("--changes-file", metavar="FILE", help="Also write what others must know, newest first.")
    ] = "",
    boundary: options.Boundary = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing.")] = False,
    allow_dirty: Annotated[
        bool, typer.Option("--allow-dirty", help="Work on a tree with uncommitted changes.")
    ] = False,
    python: options.Python = None,
    no_checker: options.NoChecker = False,
) -> None:
    """Make the edits that are certain enough. All or none; the rest is queued with its reasons."""
    request = Request(context.obj, root, campaign, old, new, python, tuple(boundary or ()), not no_checker)
    repository = request.repository()
    for recovery in recover(repository, datetime.now(UTC)):
        progress().print(Text(str(recovery)))
    whole, made = _whole(request, plan)
    threshold = 0.9 if skip_low_confidence else min_confidence
    if threshold < 0.9:
        progress().print(f"taking groups from {threshold} up: not all of them are certain", style="yellow")
    choice = choose(whole, threshold, only or (), made.index if made else None)
    render_untracked(repository, made.campaign if made else None, progress())
    if interactive:
        whole, choice = _accepted(request, made, choice.plan)
    chosen = choice.plan
    render_choice(whole, choice, screen())
    if not chosen.groups and not chosen.operations:
        screen().print("nothing to apply")
    elif agreed("Write these edits?", yes=yes or interactive):
        record = _record(made, threshold, tuple(only or ()))
        if changes_file:
            text = read_text(repository.root, changes_file)
            chosen = with_changes_file(chosen, changes_file, text, record.when)
        render_done(carry_out(repository, chosen, record, allow_dirty=allow_dirty), screen())
    render_queue(whole, chosen, screen())


def _whole(request: Request, file: Path | None) -> tuple[Plan, Planned | None]:
    """The plan from a file, or a new one."""
    if file is None:
        made = make_plan(request, progress())
        return made.plan, made
    path = request.directory / file
    try:
        return load_plan(path.read_bytes(), str(file)), None
    except OSError as error:
        raise PlanError(f"{file}: {error.strerror}: make one with 'flowcodemod plan --out {file}'") from error


def _accepted(request: Request, made: Planned | None, chosen: Plan) -> tuple[Plan, Choice]:
    """What of the chosen groups somebody accepts, now or earlier; a refusal is weighed, for it may speak against others.

    Raises FlowcodemodError when the asking was stopped.
    """
    if made is None:
        raise PlanError("--interactive asks about a new plan: leave --plan out, or decide with 'flowcodemod review'")
    open_ = unanswered(chosen.groups)
    done = interview(made, open_, screen())
    if done.quit:
        raise FlowcodemodError("stopped: nothing was written but your answers, and the same command goes on from here")
    asked = {group.id for group in open_}
    accepted = {group.id for group in chosen.groups if group.id not in asked} | set(done.accepted)
    plan = make_plan(request, progress()).plan if done.refused else made.plan
    return plan, choose(plan, 1.1, (f"group={','.join(sorted(accepted)) or 'none'}",))


def _record(made: Planned | None, min_confidence: float, only: tuple[str, ...]) -> Record:
    """Who acts with what; a plan from a file does not say which checker it was made with."""
    return Record(
        when=datetime.now(UTC),
        tool=f"flowcodemod {__version__}",
        checker=made.checker if made else "",
        campaign_digest=digest(repr(made.campaign).encode()) if made else "",
        min_confidence=min_confidence,
        only=only,
    )
