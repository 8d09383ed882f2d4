"""What the commands have in common: find the repository, load the campaign, index it, make the plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.text import Text

from flowcodemod.evidence.weigh import weigh
from flowcodemod.inventory.discover import discover
from flowcodemod.inventory.index import Index, index
from flowcodemod.linkers import LINKERS
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.decision import Decision
from flowcodemod.model.errors import RunError
from flowcodemod.model.plan import Plan
from flowcodemod.model.words import counted
from flowcodemod.names.exact_names import exact_names
from flowcodemod.program.program import Program
from flowcodemod.repo.decisions import read_decisions
from flowcodemod.repo.git import Repository
from flowcodemod.repo.run_folders import unfinished
from flowcodemod.repo.settings import load_campaign
from flowcodemod.stages.choose import Choice, choose
from flowcodemod.stages.decisions import PROVEN, decided, foreign
from flowcodemod.stages.group import group
from flowcodemod.stages.plan import plan
from flowcodemod.stages.resolve import resolve
from flowcodemod.twins import find_twins


@dataclass(frozen=True)
class Request:
    """What the options of a command ask for. `directory`: what `-C` names; `root` is relative to it.

    `made`: files that a run has made, which count as tracked. `anew`: what a checker proved before does not count.
    """

    directory: Path
    root: Path
    campaign: str | None = None
    old: str | None = None
    new: str | None = None
    python: Path | None = None
    boundaries: Sequence[str] = ()
    checker: bool = True
    made: frozenset[str] = frozenset()
    anew: bool = False

    def decisions(self, repository: Repository) -> dict[str, Decision]:
        """What was decided, by name. Raises RepositoryError for a file that cannot be read."""
        known = read_decisions(repository.root)
        return {name: one for name, one in known.items() if not (self.anew and one.source == PROVEN)}

    def repository(self) -> Repository:
        """The repository asked about. Raises RepositoryError."""
        return replace(Repository.find(self.directory / self.root), made=self.made)

    def load(self, repository: Repository) -> Campaign:
        """The campaign asked for. Raises CampaignError."""
        overrides = {f"boundaries.{name}": value for name, _, value in (one.partition("=") for one in self.boundaries)}
        return load_campaign(self.campaign, self.old, self.new, repository.root, overrides)


@dataclass(frozen=True)
class Planned:
    """A plan with everything it was made from. `problem`: why no type checker confirmed it, '' when one did."""

    repository: Repository
    campaign: Campaign
    index: Index
    plan: Plan
    problem: str = ""

    @property
    def checker(self) -> str:
        """The type checker that confirmed it and its version, '' when none did."""
        return "" if self.problem else f"pyrefly {version('pyrefly')}"

    def choice(self, min_confidence: float, only: Sequence[str]) -> Choice:
        """What of the plan `apply` takes with these options, and why more or less than was asked for."""
        return choose(self.plan, min_confidence, only, self.index)

    def chosen(self, min_confidence: float, only: Sequence[str]) -> Plan:
        """The part of the plan that `apply` takes with these options."""
        return self.choice(min_confidence, only).plan


def survey(request: Request, progress: Console) -> tuple[Repository, Campaign, Index]:
    """Repository, campaign and every reference with its status. Raises RunError while a run is unfinished."""
    repository = request.repository()
    line = unfinished(repository)
    if line:
        raise RunError(line)
    campaign = request.load(repository)
    with progress.status("Reading the repository …"):
        return (
            repository,
            campaign,
            index(discover(repository, campaign), campaign, foreign(request.decisions(repository))),
        )


def make_plan(request: Request, progress: Console) -> Planned:
    """The whole way from a folder to a plan; nothing is written. Progress goes to `progress`."""
    repository, campaign, found = survey(request, progress)
    program = Program(repository.root, found, campaign=campaign)
    problem = "the type checker was switched off with --no-checker"
    if request.checker:
        with progress.status("Asking the type checker where each name is defined …"):
            problem = consult(program, request.python, progress)
    with progress.status("Weighing the evidence …"):
        decisions = request.decisions(repository)
        bundles = exact_names(program, group(program, (*LINKERS, decided(decisions))), campaign)
        twins = find_twins(program, bundles, campaign, decisions)
        weighed = weigh(program, bundles, campaign, twins)
    if problem:
        progress.print(f"without a type checker less can be proven: {problem}", style="yellow")
    return Planned(repository, campaign, found, plan(program, weighed, campaign, twins, decisions), problem)


def consult(program: Program, python: Path | None, progress: Console) -> str:
    """Resolve what can be resolved; returns why no checker answered, '' when one did."""
    from flowcodemod.stages.outside import know_outside  # noqa: PLC0415 - only a plan needs it
    from flowcodemod.typecheck.project import Project  # noqa: PLC0415 - only a plan needs it
    from flowcodemod.typecheck.pyrefly import open_project  # noqa: PLC0415 - only a plan needs it

    project = Project.find(program.root, program.index.paths, python)
    if project.missing:
        missing = ", ".join(project.missing[:8]) + (" …" if len(project.missing) > 8 else "")
        progress.print(f"not installed, so less can be proven: {missing}", style="yellow")
    know_outside(program, project)
    with open_project(project) as checker:
        problem = resolve(program, checker)
        if checker.problems and not problem:
            path, reason = min(checker.problems.items())
            files = counted(len(checker.problems), "file")
            progress.print(
                Text(f"the type checker did not answer for {files}, so less can be proven: {path}: {reason}"),
                style="yellow",
            )
    return problem
