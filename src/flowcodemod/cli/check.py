"""`flowcodemod check`: the gate. Exit 0 when nothing is new, 1 on findings, 2 when it could not run."""

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.cli import options
from flowcodemod.cli.app import app
from flowcodemod.cli.screen import progress
from flowcodemod.cli.session import Request
from flowcodemod.model.errors import RunError
from flowcodemod.model.verdict import Verdict
from flowcodemod.repo.runs import unfinished
from flowcodemod.report.formats import FORMATS
from flowcodemod.stages.check import Check
from flowcodemod.stages.check import check as judge


class CheckFormat(StrEnum):
    """How findings are printed; report/formats.py has a function for each."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    JSON_LINES = "json-lines"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"


@app.command()
def check(
    context: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(help="Files or folders (default: the whole repository).")] = None,
    campaign: options.Campaign = None,
    old: options.Old = None,
    new: options.New = None,
    output_format: Annotated[
        CheckFormat, typer.Option("--output-format", help="How findings are printed.")
    ] = CheckFormat.TEXT,
    output_file: Annotated[Path | None, typer.Option("--output-file", help="Write the report here.")] = None,
    against: Annotated[str | None, typer.Option("--against", metavar="REV", help="Compare with a revision.")] = None,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Accept nothing from the baseline.")] = False,
    select: Annotated[list[str] | None, typer.Option("--select", metavar="CODE", help="Judge only this rule.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 also on findings.")] = False,
) -> None:
    """Fail when the old name has come back."""
    asked = Check(
        today=datetime.now(UTC).date(),
        paths=files or None,
        against=against,
        baseline=not no_baseline,
        codes=select or None,
        environment=os.environ,
    )
    verdict = judge_campaigns(Request(context.obj, Path(), campaign, old, new), asked)
    report = FORMATS[output_format.value](verdict)
    if output_file is None:
        typer.echo(report, nl=not report.endswith("\n"))
    else:
        (context.obj / output_file).write_text(report, "utf-8")
        progress().print(Text(f"{len(verdict.failing)} new findings, written to {output_file}"))
    if verdict.failing and not exit_zero:
        raise typer.Exit(1)


def judge_campaigns(request: Request, asked: Check) -> Verdict:
    """The verdict on the repository. Raises RunError while a run is unfinished, CampaignError without a campaign."""
    repository = request.repository()
    line = unfinished(repository)
    if line:
        raise RunError(line)
    return judge(repository, request.load(repository), load_rules(), asked)
