"""What a repository would be if everything moved that twins let move, whatever its confidence."""

from collections.abc import Mapping
from pathlib import Path

from flowcodemod.inventory.discover import discover
from flowcodemod.inventory.index import index
from flowcodemod.linkers import LINKERS
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.splice import splice, without_overlaps
from flowcodemod.program.program import Program
from flowcodemod.repo.decisions import read_decisions
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaign
from flowcodemod.stages.group import group
from flowcodemod.twins import settle_twins
from flowcodemod.twins.settle import Settlement
from worktree import repository

NAMES = 'old = "session_id"\nnew = "flow_id"\n'


def settled(root: Path, files: Mapping[str, str], campaign: str = "") -> Settlement:
    """The twins of a repository that holds some files, settled under a campaign (TOML behind its two names)."""
    repository(root, files)
    file = root.with_suffix(".toml")
    file.write_text('[campaign]\nname = "test"\n' + NAMES + campaign, "utf-8")
    return settled_again(root, load_campaign(str(file), None, None, root, {}))


def settled_again(root: Path, campaign: Campaign) -> Settlement:
    """The twins of a repository that is there already."""
    found = index(discover(Repository.find(root), campaign), campaign)
    program = Program(root, found, campaign=campaign)
    return settle_twins(program, group(program, LINKERS), campaign, read_decisions(root))


def text_of(settlement: Settlement, path: str) -> str:
    """A file after every edit."""
    return splice(settlement.code.text(path), without_overlaps(settlement.edits().get(path, [])))


def merged(root: Path, before: str, campaign: str = "", path: str = "app.py") -> str:
    """One file after every edit."""
    return text_of(settled(root, {path: before}, campaign), path)


def questions(settlement: Settlement) -> list[str]:
    """What is asked, each once."""
    return list(dict.fromkeys(piece.detail for piece in settlement.result().stays.values()))
