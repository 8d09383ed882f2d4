"""A campaign run on a small repository without a type checker: what one file shows, and what the linkers prove."""

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from flowcodemod.cli.session import Planned, Request, make_plan
from flowcodemod.stages.apply import apply
from worktree import RECORD, git, repository


def planned(root: Path, files: Mapping[str, bytes | str], campaign: str) -> Planned:
    """The plan of a campaign (TOML, kept outside the repository) for a repository that holds some files."""
    repository(root, files)
    return planned_again(root, campaign)


def planned_again(root: Path, campaign: str) -> Planned:
    """The plan of a campaign for a repository that is there already."""
    file = root.with_suffix(".toml")
    file.write_text('[campaign]\nname = "test"\n' + campaign, "utf-8")
    return make_plan(Request(root, Path(), str(file), checker=False), Console(quiet=True))


def renamed(root: Path, files: Mapping[str, bytes | str], campaign: str, least: float = 0.9) -> dict[str, str]:
    """The texts by path after everything was applied whose confidence is `least` or more."""
    made = planned(root, files, campaign)
    apply(made.repository, made.chosen(least, ()), RECORD)
    return texts(root)


def texts(root: Path) -> dict[str, str]:
    """Every file of a work tree, decoded."""
    paths = git(root, "ls-files", "-co", "--exclude-standard", "-z").split("\0")
    return {path: (root / path).read_bytes().decode() for path in sorted(paths) if path and (root / path).exists()}


def changed(root: Path, files: Mapping[str, bytes | str], campaign: str) -> dict[str, str]:
    """Only what differs afterwards from what was there before."""
    before = {path: text if isinstance(text, str) else text.decode() for path, text in files.items()}
    after = renamed(root, files, campaign)
    return {path: text for path, text in after.items() if before.get(path) != text}
