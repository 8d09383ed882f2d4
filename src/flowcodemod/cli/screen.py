"""The two streams: what a command says goes to stdout, how it is getting on to stderr. rich honours NO_COLOR."""

from rich.console import Console


def screen() -> Console:
    """The console for what a command was asked for."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def progress() -> Console:
    """The console for progress, warnings and errors."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)
