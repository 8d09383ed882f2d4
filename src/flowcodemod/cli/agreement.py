"""The question that stands before anything is written."""

import typer

from flowcodemod.model.errors import FlowcodemodError


def agreed(question: str, *, yes: bool) -> bool:
    """Whether somebody says yes, now or with `--yes`. Raises FlowcodemodError where nobody is there to answer."""
    if yes:
        return True
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        raise FlowcodemodError("nothing was written: answer the question, or give --yes") from None
