"""`flowcodemod inventory`: every reference, by file, layer and role."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flowcodemod.cli import options
from flowcodemod.cli.app import app
from flowcodemod.cli.screen import progress, screen
from flowcodemod.cli.session import Request, survey
from flowcodemod.inventory.storage import storage
from flowcodemod.report.inventory import inventory_json, render_inventory
from flowcodemod.report.storage import render_storage, storage_json


class InventoryFormat(StrEnum):
    """How an inventory is printed."""

    TEXT = "text"
    FULL = "full"
    JSON = "json"


@app.command()
def inventory(
    context: typer.Context,
    root: options.Root = Path(),
    campaign: options.Campaign = None,
    old: options.Old = None,
    new: options.New = None,
    output_format: Annotated[
        InventoryFormat, typer.Option("--output-format", help="text, full (every reference) or json.")
    ] = InventoryFormat.TEXT,
    by_storage: Annotated[
        bool, typer.Option("--storage", help="The key and path patterns, with who writes and reads under each.")
    ] = False,
    python: options.Python = None,
) -> None:
    """List every reference to the name. What it is, where it stands, and whether it is still to be moved."""
    repository, _campaign, index = survey(Request(context.obj, root, campaign, old, new, python), progress())
    as_json = output_format is InventoryFormat.JSON
    if by_storage and as_json:
        typer.echo(storage_json(storage(index, repository.root)))
    elif by_storage:
        render_storage(storage(index, repository.root), screen())
    elif as_json:
        typer.echo(inventory_json(index))
    else:
        render_inventory(index, screen(), detailed=output_format is InventoryFormat.FULL)
