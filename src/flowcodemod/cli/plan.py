"""`flowcodemod plan`: what would be edited, on what evidence. Never writes into the tree."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flowcodemod.cli import options
from flowcodemod.cli.answers import record_proven
from flowcodemod.cli.app import app
from flowcodemod.cli.documents import write_document
from flowcodemod.cli.screen import progress, screen
from flowcodemod.cli.session import Request, make_plan
from flowcodemod.repo.plans import write_plan
from flowcodemod.report.apply import render_choice
from flowcodemod.report.dependents import headline as dependents_headline
from flowcodemod.report.dependents import write_dependents
from flowcodemod.report.patch import patch
from flowcodemod.report.plan import render_plan
from flowcodemod.report.queue import queue as waiting_of
from flowcodemod.report.queue_files import write_queue
from flowcodemod.stages.candidates import with_candidates
from flowcodemod.stages.dependents import dependents as dependents_of


@app.command()
def plan(
    context: typer.Context,
    root: options.Root = Path(),
    campaign: options.Campaign = None,
    old: options.Old = None,
    new: options.New = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the plan as JSON.")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Print the patch of the confident groups.")] = False,
    queue: Annotated[
        Path | None,
        typer.Option("--queue", metavar="FILE", help="Write what is left to decide: .md, .json, else text."),
    ] = None,
    dependents: Annotated[
        Path | None,
        typer.Option("--dependents", metavar="FILE", help="Write what would miss the name: .md, .json, else text."),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Write what the type checker proved foreign to the decisions file.")
    ] = False,
    min_confidence: options.MinConfidence = 0.9,
    only: options.Only = None,
    boundary: options.Boundary = None,
    python: options.Python = None,
    no_checker: options.NoChecker = False,
) -> None:
    """Say what would be edited, and why. And what would be left, and why; writes nothing else."""
    request = Request(context.obj, root, campaign, old, new, python, tuple(boundary or ()), not no_checker, anew=record)
    made = make_plan(request, progress())
    if out is not None:
        write_document(request.directory, out, write_plan(made.plan))
    choice = made.choice(min_confidence, only or ())
    chosen = choice.plan
    if queue is not None:
        waiting = write_queue(waiting_of(made.plan, chosen), queue.name)
        write_document(request.directory, queue, waiting)
    if dependents is not None:
        needed = dependents_of(with_candidates(made.plan, made.index), made.index)
        write_document(request.directory, dependents, write_dependents(needed, dependents.name))
        progress().print(dependents_headline(needed))
    if record:
        record_proven(made, progress())
    if diff:
        sys.stdout.buffer.write(patch(made.repository, chosen))
    else:
        render_plan(made.plan, screen())
        if only:
            render_choice(made.plan, choice, screen())
