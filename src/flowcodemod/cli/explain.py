"""`flowcodemod explain`: a rule by its code, or the story of the references on a line."""

import re
from pathlib import Path
from typing import Annotated

import typer

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.cli import options
from flowcodemod.cli.app import app
from flowcodemod.cli.screen import progress, screen
from flowcodemod.cli.session import Request, make_plan
from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.report.rule_pages import explain as explain_rule
from flowcodemod.report.story import render_story

_PLACE = re.compile(r"(?P<path>.+):(?P<line>\d+)$")


@app.command()
def explain(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="CODE|PATH:LINE", help="A rule's code, or a place in a file.")],
    campaign: options.Campaign = None,
    old: options.Old = None,
    new: options.New = None,
    python: options.Python = None,
    no_checker: options.NoChecker = False,
) -> None:
    """Tell what a rule means, or a line's story. The story: what stands there, its group, and the evidence."""
    rule = next((rule for rule in load_rules() if rule.code == subject.upper()), None)
    place = _PLACE.match(subject)
    if rule is not None:
        typer.echo(explain_rule(rule), nl=False)
    elif place is not None:
        request = Request(context.obj, Path(), campaign, old, new, python, (), not no_checker)
        made = make_plan(request, progress())
        render_story(made.plan, made.index, place["path"].removeprefix("./"), int(place["line"]), screen())
    else:
        raise FlowcodemodError(
            f"{subject} is neither a rule ('flowcodemod rules' lists them) nor a place like app/x.py:12"
        )
