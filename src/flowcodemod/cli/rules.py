"""`flowcodemod rules`: every rule in a line."""

import typer

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.cli.app import app
from flowcodemod.report.rule_pages import rule_list


@app.command()
def rules() -> None:
    """List the rules that `check` judges by."""
    typer.echo(rule_list(load_rules()), nl=False)
