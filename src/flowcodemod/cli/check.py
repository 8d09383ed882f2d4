"""`flowcodemod check` as one of typer's commands: it is listed here and runs in cli/light_check.py."""

from typing import Annotated

import typer

from flowcodemod.cli import light_check
from flowcodemod.cli.app import app


@app.command(add_help_option=False, context_settings={"ignore_unknown_options": True})
def check(
    context: typer.Context,
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[OPTIONS] [FILES]...")] = None,
) -> None:
    """Fail when the old name has come back."""
    raise typer.Exit(light_check.check(str(context.obj), arguments or []))
