"""The typer application: `-C` and the commands."""

from pathlib import Path
from typing import Annotated

import typer

from flowcodemod import __version__

app = typer.Typer(
    name="flowcodemod",
    help="Move one identifier concept to another across a repository, prove it, and keep the old name out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"flowcodemod {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    directory: Annotated[Path, typer.Option("-C", metavar="DIR", help="Run as if started in DIR.")] = Path(),
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Remember where to work."""
    context.obj = directory
