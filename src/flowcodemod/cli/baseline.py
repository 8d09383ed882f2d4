"""`flowcodemod baseline`: accept what is there now, so that only what is new fails."""

from datetime import UTC, datetime

import typer
from rich.text import Text

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.cli import options
from flowcodemod.cli.app import app
from flowcodemod.cli.gate import open_repository
from flowcodemod.cli.screen import screen
from flowcodemod.repo.baseline import FILE, write_baseline
from flowcodemod.stages.check import Check, check
from flowcodemod.stages.judge import acceptable


@app.command()
def baseline(
    context: typer.Context, campaign: options.Campaign = None, old: options.Old = None, new: options.New = None
) -> None:
    """Write the file that `check` compares with. Nothing else writes it."""
    repository, wanted = open_repository(str(context.obj), campaign, old, new)
    asked = Check(today=datetime.now(UTC).date(), baseline=False)
    accepted = acceptable(check(repository, wanted, load_rules(), asked))
    write_baseline(repository.root, accepted)
    screen().print(Text(f"{FILE}: {len(accepted)} findings accepted; commit it, and 'check' fails on every new one"))
