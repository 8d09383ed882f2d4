"""Which tracked files speak of the concept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.prefilter import Prefilter
from flowcodemod.model.source import Source
from flowcodemod.repo.git import Entry, EntryKind, Repository
from flowcodemod.repo.globs import matcher
from flowcodemod.repo.paths import LinkedFolders, problem_with
from flowcodemod.repo.sources import LINKED, Skipped, Unmatched, read_entry

_SPECIAL = {
    EntryKind.LINK: "a symbolic link, which is not followed",
    EntryKind.SUBMODULE: "a submodule, a repository of its own",
}


@dataclass(frozen=True)
class Discovery:
    """What was found: `paths` holds every tracked text file that is not excluded (names hold references, too), sorted.

    `sources`: each file whose text holds the concept, in the order of the paths. `skipped`: what was not read, and why.
    """

    paths: tuple[str, ...]
    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]


def discover(
    repository: Repository,
    campaign: Campaign,
    only: Collection[str] | None = None,
    prefilter: Prefilter | None = None,
    entries: Sequence[Entry] | None = None,
) -> Discovery:
    """Read every tracked file once and keep what holds the concept, in the order of the paths.

    With `only`, the other files are listed unread. `prefilter`: what a text must hold, the concept without it.
    `entries`: what is tracked, for those who have asked for it already.
    """
    wanted = prefilter or campaign.concept.prefilter
    linked = LinkedFolders(repository.root)
    excluded = matcher(campaign.unread)
    paths: list[str] = []
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for entry in repository.tracked() if entries is None else entries:
        if excluded(entry.path):
            continue
        if only is not None and entry.path not in only:
            paths.append(entry.path)
            continue
        found = _read(repository, entry, wanted, linked)
        if isinstance(found, Skipped):
            skipped.append(found)
        elif isinstance(found, Source):
            sources.append(found)
            paths.append(entry.path)
        elif not found.binary:
            paths.append(entry.path)
    return Discovery(tuple(paths), tuple(sources), tuple(skipped))


def _read(
    repository: Repository, entry: Entry, prefilter: Prefilter, linked: LinkedFolders
) -> Source | Skipped | Unmatched:
    problem = problem_with(entry.path)
    if problem:
        return Skipped(entry.path, f"its name {problem}")
    if entry.kind is not EntryKind.FILE:
        return Skipped(entry.path, _SPECIAL[entry.kind])
    if entry.path.rpartition("/")[0] in linked:
        return Skipped(entry.path, LINKED)
    return read_entry(repository.root, entry.path, prefilter)
