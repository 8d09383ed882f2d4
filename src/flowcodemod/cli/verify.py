"""`flowcodemod verify`: the table of proofs for the newest run, or a named one. Exit 1 when one fails."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from flowcodemod.cli import options
from flowcodemod.cli.app import app
from flowcodemod.cli.screen import progress, screen
from flowcodemod.cli.session import Request, make_plan
from flowcodemod.model.proof import Outcome
from flowcodemod.repo.changed import changes_of
from flowcodemod.repo.runs import find_run
from flowcodemod.report.verify import render_proofs
from flowcodemod.stages.recover import recover
from flowcodemod.stages.verify import verify as prove


@app.command()
def verify(
    context: typer.Context,
    root: options.Root = Path(),
    run_id: Annotated[
        str, typer.Option("--run", metavar="RUN_ID", help="The run to prove (default: the newest).")
    ] = "last",
    campaign: options.Campaign = None,
    old: options.Old = None,
    new: options.New = None,
    min_confidence: options.MinConfidence = 0.9,
    python: options.Python = None,
    no_checker: options.NoChecker = False,
) -> None:
    """Prove that a run did what its plan says and nothing else, and that nothing is left that it would do."""
    request = Request(context.obj, root, campaign, old, new, python, (), not no_checker)
    repository = request.repository()
    for recovery in recover(repository, datetime.now(UTC)):
        progress().print(Text(str(recovery)))
    run = find_run(repository, run_id)
    again = make_plan(request, progress())
    found = len(again.index.references)
    proofs = prove(changes_of(repository, run), run.groups, again.plan, again.chosen(min_confidence, ()), found)
    render_proofs(run, proofs, screen())
    if any(proof.outcome is Outcome.FAILS for proof in proofs):
        raise typer.Exit(1)
