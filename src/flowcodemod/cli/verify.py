"""`flowcodemod verify`: the table of proofs for the newest run, or a named one. Exit 1 when one fails."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from flowcodemod.cli import options
from flowcodemod.cli.app import app
from flowcodemod.cli.screen import progress, screen
from flowcodemod.cli.session import Planned, Request, make_plan
from flowcodemod.model.journal import Run
from flowcodemod.model.proof import Changed, Outcome, Proof, skipped
from flowcodemod.repo.changed import bytes_before, changes_of
from flowcodemod.repo.runs import find_run
from flowcodemod.report.verify import render_proofs
from flowcodemod.stages.own_tests import collects, passes
from flowcodemod.stages.recover import recover
from flowcodemod.stages.type_errors import NAME, type_errors
from flowcodemod.stages.verify import verify as prove


@dataclass(frozen=True, slots=True)
class Tests:
    """Which of the project's own tests were asked for; `command` is empty where the campaign's is meant."""

    collect: bool
    run: bool
    command: str


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
    min_confidence: Annotated[
        float | None,
        typer.Option("--min-confidence", min=0.0, max=1.0, help="What a second plan takes (default: as the run did)."),
    ] = None,
    collect: Annotated[
        bool, typer.Option("--collect", help="Also let the project's pytest collect the touched tests.")
    ] = False,
    test: Annotated[bool, typer.Option("--test", help="Also run the campaign's test command.")] = False,
    test_command: Annotated[
        str, typer.Option("--test-command", metavar="COMMAND", help="Also run this test command.")
    ] = "",
    python: options.Python = None,
    no_checker: options.NoChecker = False,
) -> None:
    """Prove that a run did what its plan says. And nothing else, and that nothing is left that it would do."""
    request = Request(context.obj, root, campaign, old, new, python, (), not no_checker)
    repository = request.repository()
    for recovery in recover(repository, datetime.now(UTC)):
        progress().print(Text(str(recovery)))
    run = find_run(repository, run_id)
    changed = changes_of(repository, run)
    request = replace(request, made=frozenset(one.path for one in changed))
    again = make_plan(request, progress())
    threshold = run.record.min_confidence if min_confidence is None else min_confidence
    chosen = again.chosen(threshold, run.record.only)
    found = len(again.index.references)
    proofs = [*prove(changed, run.groups, again.campaign.concept, again=again.plan, chosen=chosen, found=found)]
    proofs.insert(3, _type_proof(request, again, run, changed))
    proofs += _test_proofs(Tests(collect, test, test_command), again, request.python, changed, run)
    render_proofs(run, proofs, screen())
    if any(proof.outcome is Outcome.FAILS for proof in proofs):
        raise typer.Exit(1)


def _type_proof(request: Request, again: Planned, run: Run, changed: Sequence[Changed]) -> Proof:
    from flowcodemod.typecheck.project import Project  # noqa: PLC0415 - only with a checker
    from flowcodemod.typecheck.pyrefly import open_project  # noqa: PLC0415 - only with a checker

    if not request.checker:
        return skipped(NAME, again.problem)
    repository = again.repository
    project = Project.find(repository.root, again.index.paths, request.python)
    with progress().status("Comparing type errors before and after …"):
        return type_errors(
            repository,
            project,
            open_project,
            changed=changed,
            before=bytes_before(repository, run),
            groups=run.groups,
            concept=again.campaign.concept,
        )


def _test_proofs(
    tests: Tests, again: Planned, python: Path | None, changed: Sequence[Changed], run: Run
) -> Iterator[Proof]:
    """What the project's own tests say, as far as somebody asked: nothing of the project is run otherwise."""
    root = again.repository.root
    own = root / ".venv/bin/python"
    interpreter = python or (own if own.exists() else None)
    if tests.collect:
        yield collects(root, interpreter, changed, run.groups)
    if tests.run or tests.command:
        with progress().status("Running the project's tests …"):
            yield passes(root, interpreter, tests.command or again.campaign.test, changed, run.groups)
