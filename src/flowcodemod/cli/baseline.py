"""`flowcodemod baseline`: accept what is there now, so that only what is new fails."""

from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.text import Text

from flowcodemod.cli import options
from flowcodemod.cli.app import app
from flowcodemod.cli.check import judge_campaigns
from flowcodemod.cli.screen import screen
from flowcodemod.cli.session import Request
from flowcodemod.repo.baseline import FILE, write_baseline
from flowcodemod.stages.check import Check
from flowcodemod.stages.judge import acceptable


@app.command()
def baseline(
    context: typer.Context, campaign: options.Campaign = None, old: options.Old = None, new: options.New = None
) -> None:
    """Write the file that `check` compares with. Nothing else writes it."""
    request = Request(context.obj, Path(), campaign, old, new)
    accepted = acceptable(judge_campaigns(request, Check(today=datetime.now(UTC).date(), baseline=False)))
    write_baseline(request.repository().root, accepted)
    screen().print(Text(f"{FILE}: {len(accepted)} findings accepted; commit it, and 'check' fails on every new one"))
