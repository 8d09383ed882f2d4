"""Which tracked files speak of the concept."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.prefilter import Prefilter
from flowcodemod.model.source import Source
from flowcodemod.repo.git import Entry, EntryKind, Repository
from flowcodemod.repo.globs import matcher
from flowcodemod.repo.paths import link_in, problem_with
from flowcodemod.repo.sources import LINKED, Skipped, Unmatched, read_entry, read_source
from flowcodemod.stages.markers import concept_prefilter

_SPECIAL = {
    EntryKind.LINK: "a symbolic link, which is not followed",
    EntryKind.SUBMODULE: "a submodule, a repository of its own",
}


@dataclass(frozen=True)
class Discovery:
    """What was found: `paths` holds every tracked text file that is not excluded (names hold references, too), sorted.

    `digests`: the SHA-256 of each file whose text holds the concept. `skipped`: what was not read, and why.
    """

    repository: Repository
    paths: tuple[str, ...]
    digests: dict[str, str]
    skipped: tuple[Skipped, ...]

    @property
    def sources(self) -> Iterator[Source]:
        """The files whose text holds the concept, read one at a time; may be asked for again.

        Raises RepositoryError when a file has changed since it was discovered.
        """
        for path, digest in self.digests.items():
            source = read_source(self.repository.root, path)
            if not isinstance(source, Source) or source.digest != digest:
                raise RepositoryError(f"{path} changed while it was being read: run the command again")
            yield source


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
    wanted = prefilter or concept_prefilter(campaign.concept)
    links: dict[str, bool] = {}
    excluded = matcher(campaign.unread)
    paths: list[str] = []
    digests: dict[str, str] = {}
    skipped: list[Skipped] = []
    for entry in repository.tracked() if entries is None else entries:
        if excluded(entry.path):
            continue
        if only is not None and entry.path not in only:
            paths.append(entry.path)
            continue
        found = _read(repository, entry, wanted, links)
        if isinstance(found, Skipped):
            skipped.append(found)
            continue
        if isinstance(found, Source):
            digests[entry.path] = found.digest
        elif found.binary:
            continue
        paths.append(entry.path)
    return Discovery(repository, tuple(paths), digests, tuple(skipped))


def _read(
    repository: Repository, entry: Entry, prefilter: Prefilter, links: dict[str, bool]
) -> Source | Skipped | Unmatched:
    """Read one entry; `links` remembers which folders are reached through a link."""
    problem = problem_with(entry.path)
    if problem:
        return Skipped(entry.path, f"its name {problem}")
    if entry.kind is not EntryKind.FILE:
        return Skipped(entry.path, _SPECIAL[entry.kind])
    folder = entry.path.rpartition("/")[0]
    if folder not in links:
        links[folder] = bool(folder and link_in(repository.root, folder))
    if links[folder]:
        return Skipped(entry.path, LINKED)
    return read_entry(repository.root, entry.path, prefilter)
