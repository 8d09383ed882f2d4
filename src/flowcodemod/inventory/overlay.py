"""A Discovery in which some files have other bytes than on disk: what an editor holds, or what is piped in."""

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from flowcodemod.inventory.discover import Discovery
from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.prefilter import Prefilter
from flowcodemod.model.source import Source
from flowcodemod.repo.paths import problem_with, shown
from flowcodemod.repo.sources import Skipped, decode


def overlay(discovery: Discovery, contents: Mapping[str, bytes], prefilter: Prefilter) -> Discovery:
    """Lay bytes over the files of a discovery, also over files that are not there yet.

    Raises RepositoryError for bytes that are no text, and for a path that leads out of the repository.
    """
    sources = [source for source in discovery.sources if source.path not in contents]
    for path, data in contents.items():
        problem = problem_with(path)
        if problem:
            raise RepositoryError(f"{shown(path)}: the path {problem}")
        found = decode(path, data, prefilter)
        if isinstance(found, Skipped):
            raise RepositoryError(f"{shown(path)}: {found.reason}")
        if isinstance(found, Source):
            sources.append(found)
    paths = tuple(sorted({*discovery.paths, *contents}))
    return replace(discovery, paths=paths, sources=tuple(sorted(sources, key=attrgetter("path"))))
