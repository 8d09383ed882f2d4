"""`flowcodemod runs`: what was applied and rolled back, and how each run stands."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from flowcodemod.cli.app import app
from flowcodemod.cli.screen import progress, screen
from flowcodemod.repo.git import Repository
from flowcodemod.repo.runs import list_runs, prune_runs
from flowcodemod.stages.recover import recover

runs = typer.Typer(help="List the runs, or drop old ones.", invoke_without_command=True)
app.add_typer(runs, name="runs")


@runs.callback()
def list_(context: typer.Context) -> None:
    """List every run, oldest first; finish or undo one that was cut off."""
    if context.invoked_subcommand:
        return
    repository = Repository.find(context.obj)
    for recovery in recover(repository, datetime.now(UTC)):
        progress().print(Text(str(recovery)))
    table = Table(box=None, pad_edge=False)
    for heading in ("run", "kind", "state", "campaign", "files", "edits"):
        table.add_column(heading)
    for one in list_runs(repository):
        row = one.run
        facts = (row.kind.value, one.state.value, row.campaign) if row else ("", one.state.value, "")
        counts = (str(len(row.steps)), str(sum(len(group.edits) for group in row.groups))) if row else ("", "")
        table.add_row(one.id, *(Text(fact) for fact in facts), *counts)
    screen().print(table if table.row_count else "no runs yet")


@runs.command()
def prune(
    context: typer.Context,
    days: Annotated[int, typer.Option("--days", min=0, help="Drop runs older than this many days.")] = 30,
) -> None:
    """Drop old runs with their backups, which may hold secrets. They cannot be rolled back any more."""
    dropped = prune_runs(Repository.find(context.obj), timedelta(days=days), datetime.now(UTC))
    screen().print(f"dropped {len(dropped)} {'run' if len(dropped) == 1 else 'runs'}")
