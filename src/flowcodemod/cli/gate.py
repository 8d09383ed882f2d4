"""The whole gate on the command line: judge, mend what can be mended, report, exit code."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from flowcodemod import __version__
from flowcodemod.bridges.shelf import load_rules
from flowcodemod.cli.documents import write_document
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.errors import RunError
from flowcodemod.model.rule import Rule
from flowcodemod.model.verdict import Verdict
from flowcodemod.repo.git import Repository
from flowcodemod.repo.run_folders import unfinished
from flowcodemod.repo.settings import load_campaign
from flowcodemod.report.formats import written
from flowcodemod.report.verdict_text import statistics
from flowcodemod.stages.check import Check, check


def run_check(directory: str, asked: Namespace) -> int:
    """Run one check with the options of cli/check_options.py; returns the exit code. Raises FlowcodemodError."""
    wanted = Check(
        today=datetime.now(UTC).date(),
        paths=[asked.stdin_filename] if asked.stdin_filename else asked.files or None,
        against=asked.against,
        baseline=not asked.no_baseline,
        codes=asked.select or None,
        environment=os.environ,
        contents={asked.stdin_filename: sys.stdin.buffer.read()} if asked.stdin_filename else {},
    )
    repository, campaign = open_repository(directory, asked.campaign, asked.old, asked.new)
    rules = load_rules()
    verdict = check(repository, campaign, rules, wanted)
    if asked.fix:
        verdict = _mended(repository, campaign, rules, wanted, verdict)
    report = statistics(verdict) if asked.statistics else written(verdict, asked.output_format)
    if asked.output_file:
        write_document(directory, asked.output_file, report)
        count = len(verdict.failing)
        sys.stderr.write(f"{count} new finding{'s' * (count != 1)}, written to {asked.output_file}\n")
    else:
        sys.stdout.write(report if report.endswith("\n") or not report else f"{report}\n")
    return 0 if asked.exit_zero else verdict.exit_code


def open_repository(
    directory: str, campaign: str | None, old: str | None, new: str | None
) -> tuple[Repository, Campaign]:
    """The repository and the campaign to judge it by.

    Raises RunError while a run is unfinished, CampaignError without a campaign.
    """
    repository = Repository.find(Path(directory))
    line = unfinished(repository)
    if line:
        raise RunError(line)
    return repository, load_campaign(campaign, old, new, repository.root)


def _mended(
    repository: Repository, campaign: Campaign, rules: Sequence[Rule], wanted: Check, verdict: Verdict
) -> Verdict:
    """The verdict after everything that has a certain fix was fixed."""
    from flowcodemod.model.journal import Record  # noqa: PLC0415 - only --fix writes
    from flowcodemod.stages.apply import apply  # noqa: PLC0415 - only --fix writes
    from flowcodemod.stages.fix import fix_plan  # noqa: PLC0415 - only --fix writes

    plan = fix_plan(verdict, repository, f"flowcodemod {__version__}")
    if not plan.groups:
        return verdict
    run = apply(repository, plan, Record(datetime.now(UTC), f"flowcodemod {__version__}"), allow_dirty=True)
    if run is None:
        return verdict
    count = len(plan.edits())
    done = f"{count} idle suppression{'s' * (count != 1)} deleted as run {run.id}"
    sys.stderr.write(f"{done}; take it back with: flowcodemod rollback {run.id}\n")
    return check(repository, campaign, rules, wanted)
