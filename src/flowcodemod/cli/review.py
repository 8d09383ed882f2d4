"""`flowcodemod review`: decide, group by group, what nothing proves."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from flowcodemod.cli import options
from flowcodemod.cli.app import app
from flowcodemod.cli.interview import interview, reopened, unanswered
from flowcodemod.cli.screen import progress, screen
from flowcodemod.cli.session import Request, make_plan
from flowcodemod.repo.decisions import FILE
from flowcodemod.stages.candidates import with_candidates


@app.command()
def review(
    context: typer.Context,
    root: options.Root = Path(),
    campaign: options.Campaign = None,
    old: options.Old = None,
    new: options.New = None,
    min_confidence: options.MinConfidence = 0.9,
    only: options.Only = None,
    again: Annotated[bool, typer.Option("--again", help="Also ask about what was left for later.")] = False,
    boundary: options.Boundary = None,
    python: options.Python = None,
    no_checker: options.NoChecker = False,
) -> None:
    """Ask about every group that nothing proves. Answers go to flowcodemod.decisions, and nothing else is written."""
    request = Request(context.obj, root, campaign, old, new, python, tuple(boundary or ()), not no_checker)
    made = make_plan(request, progress())
    whole = with_candidates(made.plan, made.index)
    made = replace(made, plan=replace(whole, groups=tuple(map(reopened, whole.groups))) if again else whole)
    choice = made.choice(0, only or ())
    inside = [one for one in choice.plan.groups if one.id not in choice.taken_in]
    groups = unanswered([one for one in inside if one.confidence < min_confidence])
    done = interview(made, groups, screen())
    if not groups:
        screen().print("nothing is left to decide")
    elif done.quit:
        screen().print(Text(f"stopped; your answers are in {FILE}, and 'flowcodemod review' goes on from here"))
    else:
        screen().print(
            Text(f"{len(groups)} answered in {FILE}: commit it, and 'flowcodemod apply' takes what you accepted")
        )
