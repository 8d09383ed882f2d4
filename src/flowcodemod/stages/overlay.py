"""A Discovery in which some files have other bytes than on disk: what an editor holds, or what is piped in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.prefilter import Prefilter
from flowcodemod.model.source import Source
from flowcodemod.repo.paths import problem_with, shown
from flowcodemod.repo.sources import Skipped, decode
from flowcodemod.stages.discover import Discovery


@dataclass(frozen=True)
class Overlay(Discovery):
    """`texts`: path -> what is read instead of the file."""

    texts: Mapping[str, Source]

    @property
    def sources(self) -> Iterator[Source]:
        """The files whose text holds the concept, one at a time; may be asked for again."""
        for path, digest in self.digests.items():
            if path in self.texts:
                yield self.texts[path]
            else:
                yield from Discovery(self.repository, (), {path: digest}, ()).sources


def overlay(discovery: Discovery, contents: Mapping[str, bytes], prefilter: Prefilter) -> Overlay:
    """Lay bytes over the files of a discovery, also over files that are not there yet.

    Raises RepositoryError for bytes that are no text, and for a path that leads out of the repository.
    """
    texts: dict[str, Source] = {}
    digests = {path: digest for path, digest in discovery.digests.items() if path not in contents}
    for path, data in contents.items():
        problem = problem_with(path)
        if problem:
            raise RepositoryError(f"{shown(path)}: the path {problem}")
        found = decode(path, data, prefilter)
        if isinstance(found, Skipped):
            raise RepositoryError(f"{shown(path)}: {found.reason}")
        if isinstance(found, Source):
            texts[path] = found
            digests[path] = found.digest
    return Overlay(
        repository=discovery.repository,
        paths=tuple(sorted({*discovery.paths, *contents})),
        digests=dict(sorted(digests.items())),
        skipped=discovery.skipped,
        texts=texts,
    )
