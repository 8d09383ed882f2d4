"""Which files of another revision speak of the concept: a Discovery like that of the work tree."""

from collections.abc import Container

from flowcodemod.inventory.discover import Discovery
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.prefilter import Prefilter
from flowcodemod.model.source import Source
from flowcodemod.repo.globs import matching
from flowcodemod.repo.paths import problem_with
from flowcodemod.repo.revision import Revision
from flowcodemod.repo.sources import Skipped, decode


def discover_past(
    revision: Revision,
    campaign: Campaign,
    only: Container[str] | None = None,
    prefilter: Prefilter | None = None,
) -> Discovery:
    """Read the files of a revision, or `only` some, and keep what holds the concept. Raises RepositoryError."""
    wanted = prefilter or campaign.concept.prefilter
    excluded = matching(campaign.unread, revision.files)
    paths: list[str] = []
    sources: list[Source] = []
    skipped: list[Skipped] = []
    asked = [path for path in revision.files if only is None or path in only]
    readable = [path for path in asked if path not in excluded and not problem_with(path)]
    for path, data in revision.read(readable):
        found = decode(path, data, wanted)
        if isinstance(found, Skipped):
            skipped.append(found)
        elif isinstance(found, Source):
            sources.append(found)
        if isinstance(found, Source) or not (isinstance(found, Skipped) or found.binary):
            paths.append(path)
    return Discovery(tuple(paths), tuple(sources), tuple(skipped))
