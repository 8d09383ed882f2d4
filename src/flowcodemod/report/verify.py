"""The proofs of a run as a table."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flowcodemod.model.journal import Run
from flowcodemod.model.proof import Outcome, Proof

_STYLES = {Outcome.HOLDS: "green", Outcome.FAILS: "red", Outcome.SKIPPED: "yellow"}


def render_proofs(run: Run, proofs: Sequence[Proof], console: Console) -> None:
    """One row a proof; a failure names the groups that caused it."""
    table = Table(title=f"run {run.id}", title_justify="left", box=None, pad_edge=False)
    for heading in ("proof", "", "shown by"):
        table.add_column(heading)
    for proof in proofs:
        groups = f" (groups {', '.join(proof.groups[:5])})" if proof.groups else ""
        table.add_row(proof.name, Text(proof.outcome.value, style=_STYLES[proof.outcome]), Text(proof.detail + groups))
    console.print(table)
