"""What `init` writes into a repository: its configuration and its hook. Texts are worked out first, written after."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.settings import REPOSITORY_FILE

HOOKS = ".pre-commit-config.yaml"
_HOOK = """\
  - repo: local
    hooks:
      - id: flowcodemod
        name: flowcodemod
        entry: flowcodemod check
        language: system
        types: [text]
        stages: [pre-commit, pre-merge-commit, pre-push, manual]
        require_serial: true
"""
_CAMPAIGN = """\
# What flowcodemod moves in this repository; every key is described in its documentation.

[campaign]
name = "{name}"
old = "{old}"
new = "{new}"
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file to be written: its path below the root, its whole new text, and what that does."""

    path: str
    text: str
    what: str


def proposals(root: Path, campaign: str | None, old: str | None, new: str | None) -> Iterator[Proposal]:
    """The files that introduce the gate here; what is configured already is left alone.

    Raises RepositoryError for a pyproject.toml that is not TOML.
    """
    configuration = _configuration(root, campaign, old, new)
    if configuration is not None:
        yield configuration
    hook = _hook(root)
    if hook is not None:
        yield hook


def _configuration(root: Path, campaign: str | None, old: str | None, new: str | None) -> Proposal | None:
    if old and new:
        if (root / REPOSITORY_FILE).exists():
            return None
        text = _CAMPAIGN.format(name=f"{old}-to-{new}", old=old, new=new)
        return Proposal(REPOSITORY_FILE, text, f"the campaign {old} -> {new}")
    if campaign is None:
        return None
    file = root / "pyproject.toml"
    before = file.read_text("utf-8") if file.exists() else ""
    try:
        known = tomllib.loads(before)
    except tomllib.TOMLDecodeError as error:
        raise RepositoryError(f"pyproject.toml is not TOML, so nothing was written: {error}") from error
    if "flowcodemod" in known.get("tool", {}):
        return None
    glue = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    return Proposal(
        "pyproject.toml", f'{before}{glue}[tool.flowcodemod]\ncampaign = "{campaign}"\n', "which campaign runs here"
    )


def _hook(root: Path) -> Proposal | None:
    """The hook at the end of the list of repositories, where that list is the last thing in the file."""
    file = root / HOOKS
    if not file.exists():
        return Proposal(HOOKS, f"repos:\n{_HOOK}", "a hook that blocks new uses of the old name")
    before = file.read_text("utf-8")
    keys = re.findall(r"^(\w[\w-]*):", before, re.MULTILINE)
    listed = re.search(r"^repos:[ \t]*\n(?=  - )", before, re.MULTILINE)
    if "flowcodemod" in before or not keys or keys[-1] != "repos" or listed is None:
        return None
    glue = "" if before.endswith("\n") else "\n"
    return Proposal(HOOKS, f"{before}{glue}{_HOOK}", "a hook that blocks new uses of the old name")
