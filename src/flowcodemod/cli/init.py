"""`flowcodemod init`: configuration, hook and baseline for a repository, after showing what was found."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.cli import options
from flowcodemod.cli.agreement import agreed
from flowcodemod.cli.app import app
from flowcodemod.cli.screen import progress, screen
from flowcodemod.cli.session import Request, survey
from flowcodemod.model.errors import FlowcodemodError, RepositoryError
from flowcodemod.repo.baseline import FILE, write_baseline
from flowcodemod.repo.introduce import HOOKS, proposals
from flowcodemod.report.inventory import headline
from flowcodemod.stages.check import Check, check
from flowcodemod.stages.judge import acceptable


@app.command()
def init(
    context: typer.Context,
    campaign: options.Campaign = None,
    old: options.Old = None,
    new: options.New = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing.")] = False,
) -> None:
    """Introduce the gate to this repository. Says what is found, then writes configuration, hook and baseline."""
    repository, found, index = survey(Request(context.obj, Path(), campaign, old, new), progress())
    if not repository.git:
        raise RepositoryError(f"{repository.root}: {repository.problem}, and the gate lives in one")
    wanted = list(proposals(repository.root, campaign, old, new))
    screen().print(Text(headline(index.references), style="bold"))
    for one in wanted:
        screen().print(Text(f"would write {one.path}: {one.what}"))
    screen().print(Text(f"would write {FILE}: what is there now is accepted, what is new fails"))
    if not agreed("Write these files?", yes=yes):
        raise FlowcodemodError("nothing was written")
    for one in wanted:
        (repository.root / one.path).write_text(one.text, "utf-8")
    accepted = acceptable(check(repository, found, load_rules(), Check(today=datetime.now(UTC).date(), baseline=False)))
    write_baseline(repository.root, accepted)
    screen().print(Text(f"written; commit {', '.join([*(one.path for one in wanted), FILE])}"))
    if not any(one.path == HOOKS for one in wanted):
        screen().print(Text(f"{HOOKS} was left alone: add the hook 'flowcodemod' to it if it is not there"))
