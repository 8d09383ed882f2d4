"""The storage inventory as a table and as JSON."""

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flowcodemod.inventory.storage import Stored

SCHEMA_VERSION = 1


def storage_json(rows: Sequence[Stored]) -> str:
    """`{"schema_version", "patterns": [{"pattern", "writers", "readers", "spelled"}]}`, places as `path:line`."""
    patterns = [
        {"pattern": row.pattern, "writers": row.writers, "readers": row.readers, "spelled": row.spelled} for row in rows
    ]
    return json.dumps({"schema_version": SCHEMA_VERSION, "patterns": patterns}, indent=1)


def render_storage(rows: Sequence[Stored], console: Console) -> None:
    """One row a pattern: who writes under it, who reads, and where it is merely spelled."""
    if not rows:
        console.print("no key or path pattern holds the name")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("pattern", "written at", "read at", "spelled at"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in (row.pattern, *map("\n".join, (row.writers, row.readers, row.spelled)))))
    console.print(table)
