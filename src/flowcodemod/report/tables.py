"""Tables on the screen, all of one look."""

from rich.console import Console
from rich.table import Table
from rich.text import Text


def plain_table() -> Table:
    """A table without lines around it."""
    return Table(box=None, pad_edge=False)


def print_titled(title: str, table: Table, console: Console) -> None:
    """A table under a title of its own: rich would break the title to fit a narrow table."""
    console.print(Text(title, style="italic"))
    console.print(table)
