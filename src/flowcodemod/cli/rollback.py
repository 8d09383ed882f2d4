"""`flowcodemod rollback`: put every byte of a run back."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.text import Text

from flowcodemod import __version__
from flowcodemod.cli.app import app
from flowcodemod.cli.screen import progress, screen
from flowcodemod.model.errors import RunError
from flowcodemod.model.journal import Record
from flowcodemod.model.words import counted
from flowcodemod.repo.git import Repository
from flowcodemod.stages.recover import recover
from flowcodemod.stages.rollback import rollback as carry_out


@app.command()
def rollback(
    context: typer.Context,
    run_id: Annotated[str, typer.Argument(metavar="RUN_ID", help="The run to take back; see 'flowcodemod runs'.")] = "",
    last: Annotated[bool, typer.Option("--last", help="Take back the newest run that is in effect.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Only check whether it could be taken back.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also restore files that were edited since.")] = False,
) -> None:
    """Restore every file of a run to its bytes before it. A file edited since is refused by name."""
    if bool(run_id) == last:
        raise RunError("name one run, or give --last; 'flowcodemod runs' lists them")
    repository = Repository.find(context.obj)
    for recovery in recover(repository, datetime.now(UTC), force=force):
        progress().print(Text(str(recovery)))
    record = Record(when=datetime.now(UTC), tool=f"flowcodemod {__version__}")
    run = carry_out(repository, run_id or "last", record, verify_only=verify, force=force)
    done = "can be rolled back" if verify else f"rolled back as run {run.id}"
    screen().print(Text(f"{run.undoes}: {done}: {counted(len(run.steps), 'file')} as before"))
