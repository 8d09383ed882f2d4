"""What the commands have in common: find the repository, load the campaign, index it, make the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from flowcodemod.linkers import LINKERS
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.plan import Plan
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaign
from flowcodemod.stages.discover import discover
from flowcodemod.stages.group import group
from flowcodemod.stages.index import Index, index
from flowcodemod.stages.plan import plan
from flowcodemod.stages.program import Program
from flowcodemod.stages.resolve import resolve
from flowcodemod.stages.weigh import weigh


@dataclass(frozen=True)
class Request:
    """What the options of a command ask for. `directory`: what `-C` names; `root` is relative to it."""

    directory: Path
    root: Path
    campaign: str | None = None
    old: str | None = None
    new: str | None = None
    python: Path | None = None
    boundaries: Sequence[str] = ()
    checker: bool = True

    def repository(self) -> Repository:
        """The repository asked about. Raises RepositoryError."""
        return Repository.find(self.directory / self.root)

    def load(self, repository: Repository) -> Campaign:
        """The campaign asked for. Raises CampaignError."""
        overrides = {f"boundaries.{name}": value for name, _, value in (one.partition("=") for one in self.boundaries)}
        return load_campaign(self.campaign, self.old, self.new, repository.root, overrides)


def survey(request: Request) -> tuple[Repository, Campaign, Index]:
    """Repository, campaign and every reference with its status."""
    repository = request.repository()
    campaign = request.load(repository)
    return repository, campaign, index(discover(repository, campaign), campaign)


def make_plan(request: Request, progress: Console) -> tuple[Repository, Campaign, Index, Plan]:
    """The whole way from a folder to a plan; nothing is written. Progress goes to `progress`."""
    repository, campaign, found = survey(request)
    with progress.status("Asking the type checker where each name is defined …"):
        program = resolve(Program(repository.root, found), request.python) if request.checker else Program(repository.root, found)
    weighed = weigh(program, group(program, LINKERS), campaign)
    return repository, campaign, found, plan(program, weighed, campaign)
