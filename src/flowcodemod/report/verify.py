"""The proofs of a run as a table."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from flowcodemod.model.journal import Run
from flowcodemod.model.proof import Outcome, Proof
from flowcodemod.report.tables import plain_table, print_titled

_STYLES = {Outcome.HOLDS: "green", Outcome.FAILS: "red", Outcome.SKIPPED: "yellow"}


def render_proofs(run: Run, proofs: Sequence[Proof], console: Console) -> None:
    """One row a proof; a failure names the groups that caused it."""
    table = plain_table()
    for heading in ("proof", "", "shown by"):
        table.add_column(heading)
    for proof in proofs:
        groups = f" (groups {', '.join(proof.groups[:5])})" if proof.groups else ""
        table.add_row(proof.name, Text(proof.outcome.value, style=_STYLES[proof.outcome]), Text(proof.detail + groups))
    print_titled(f"run {run.id}", table, console)
