"""The inventory: every reference with what it is and where it stands, as JSON and as a table for people."""

import json
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flowcodemod.inventory.index import Index
from flowcodemod.model.reference import Reference
from flowcodemod.model.words import counted
from flowcodemod.repo.paths import shown
from flowcodemod.repo.sources import Skipped
from flowcodemod.report.tables import plain_table, print_titled

SCHEMA_VERSION = 1


def active_files(references: Sequence[Reference]) -> set[str]:
    """The files that hold at least one active reference."""
    return {reference.path for reference in references if reference.active}


def inventory_json(index: Index) -> str:
    """The documented JSON of an inventory, sorted by path and position; see docs/json.md."""
    references = index.references
    document = {
        "schema_version": SCHEMA_VERSION,
        "files": len(active_files(references)),
        "references": len(references),
        "active": sum(reference.active for reference in references),
        "items": [_item(reference) for reference in references],
        "skipped": [{"path": one.path, "reason": one.reason} for one in index.skipped],
        "unparsable": sorted(path for path, file in index.files.items() if not file.parses),
    }
    return json.dumps(document, indent=1, ensure_ascii=True)


def _item(reference: Reference) -> dict[str, object]:
    return {
        "path": reference.path,
        "line": reference.line,
        "column": reference.column,
        "end_column": reference.end_column,
        "text": reference.text,
        "spelling": reference.spelling.value,
        "role": reference.role.value,
        "layer": reference.layer,
        "status": reference.status.value,
        "active": reference.active,
        "reason": reference.reason,
    }


def render_inventory(index: Index, console: Console, *, detailed: bool = False) -> None:
    """The inventory for people: the counts, by layer and role, and by file; `detailed` lists every reference."""
    references = index.references
    active = [reference for reference in references if reference.active]
    console.print(Text(headline(references), style="bold"))
    if not references:
        console.print("nothing here bears the name, in any spelling; only files that git tracks are read")
        render_skipped(index.skipped, console)
        return
    if active:
        print_titled("active references by role and layer", _matrix(active), console)
    statuses = Counter(reference.status.value for reference in references)
    console.print(Text("by status: " + ", ".join(f"{name} {count}" for name, count in sorted(statuses.items()))))
    if detailed:
        console.print(_listing(references))
    else:
        print_titled("active references by file", _by_file(active), console)
    render_skipped(index.skipped, console)


def headline(references: Sequence[Reference]) -> str:
    """`79 files, 237 active references (411 in all)`."""
    files = len(active_files(references))
    active = sum(reference.active for reference in references)
    return f"{counted(files, 'file')}, {counted(active, 'active reference')} ({len(references)} in all)"


def render_skipped(skipped: Sequence[Skipped], console: Console) -> None:
    """What was not read, and why."""
    for one in skipped:
        console.print(Text(f"not read: {shown(one.path)}: {one.reason}", style="yellow"))


def _matrix(active: Sequence[Reference]) -> Table:
    """Roles down, layers across."""
    layers = sorted({reference.layer for reference in active})
    counts = Counter((reference.role.value, reference.layer) for reference in active)
    table = plain_table()
    table.add_column("role")
    for layer in layers:
        table.add_column(layer or "other", justify="right")
    table.add_column("all", justify="right", style="bold")
    for role in sorted({role for role, _ in counts}):
        row = [counts[role, layer] for layer in layers]
        table.add_row(role, *(str(count or "·") for count in row), str(sum(row)))
    totals = [sum(reference.layer == layer for reference in active) for layer in layers]
    table.add_row("all", *map(str, totals), str(len(active)), style="bold")
    return table


def _by_file(active: Sequence[Reference]) -> Table:
    counts = Counter(reference.path for reference in active)
    table = plain_table()
    table.add_column("file")
    table.add_column("references", justify="right")
    for path, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        table.add_row(Text(path), str(count))
    return table


def _listing(references: Sequence[Reference]) -> Table:
    table = plain_table()
    for heading in ("place", "text", "role", "status", "reason"):
        table.add_column(heading)
    for one in references:
        table.add_row(
            Text(f"{one.path}:{one.line}:{one.column}"),
            Text(one.text),
            one.role.value,
            one.status.value,
            Text(one.reason),
        )
    return table
