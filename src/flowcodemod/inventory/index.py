"""Every reference in one place, each with its layer and status: what inventory, plan and check share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from flowcodemod.inventory.discover import Discovery
from flowcodemod.inventory.file import File
from flowcodemod.inventory.foreign_imports import mark_foreign_imports
from flowcodemod.inventory.homonyms import mark_homonyms
from flowcodemod.inventory.kept_exports import mark_kept_exports
from flowcodemod.inventory.qualified import mark_unmeant
from flowcodemod.inventory.shims import kept_for_now, mark_shims
from flowcodemod.inventory.status import Statuses
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.reference import SHARED, Reference
from flowcodemod.model.script import ScriptSite
from flowcodemod.model.shim import shim_until
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.model.source import Source
from flowcodemod.readers.component_sites import component_sites, is_component
from flowcodemod.readers.languages import PYTHON, is_script
from flowcodemod.readers.read import Reading, read_name, read_with_syntax
from flowcodemod.readers.script_sites import script_sites
from flowcodemod.readers.sites import sites
from flowcodemod.repo.sources import Skipped

Key = tuple[str, int]

_ELSEWHERE = Site(SiteKind.TEXT)


@dataclass(frozen=True)
class Index:
    """All references, sorted by path and position; `files` maps the paths of files whose text holds one."""

    references: tuple[Reference, ...]
    skipped: tuple[Skipped, ...]
    paths: tuple[str, ...]
    files: Mapping[str, File] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[Key, Reference]:
        """References in texts (not in file names) by path and start."""
        return {
            (reference.path, reference.start): reference
            for file in self.files.values()
            for reference in file.references
        }

    @cached_property
    def site_by_key(self) -> dict[Key, Site]:
        """What surrounds each reference of a Python file."""
        return {
            (reference.path, reference.start): site
            for file in self.files.values()
            for reference, site in zip(file.references, file.sites, strict=False)
        }

    def site(self, reference: Reference) -> Site:
        """The site of a reference; one of kind TEXT where the file is not Python."""
        return self.site_by_key.get((reference.path, reference.start), _ELSEWHERE)

    @cached_property
    def names(self) -> frozenset[str]:
        """What others may have, too: every identifier as it is written, and shared names in lower case as well."""
        shared = {one.text for one in self.references if one.role in SHARED}
        return (
            frozenset(one.text for one in self.references if one.text.isidentifier())
            | shared
            | {*map(str.lower, shared)}
        )

    @cached_property
    def script_by_key(self) -> dict[Key, ScriptSite]:
        """What surrounds each reference of TypeScript and JavaScript."""
        return {
            (reference.path, reference.start): site
            for file in self.files.values()
            for reference, site in zip(file.references, file.script, strict=False)
        }

    @cached_property
    def python(self) -> tuple[File, ...]:
        """The Python files that parse."""
        return tuple(file for file in self.files.values() if file.syntax is not None and file.sites)


def index(discovery: Discovery, campaign: Campaign, foreign: Iterable[str] = (), *, trees: bool = True) -> Index:
    """Read every discovered file and say where each reference stands. `foreign`: fingerprints decided to be foreign.

    `trees`: whether files are parsed whole and keep their syntax, which only a plan asks again; trees need thirty times
    the memory of texts. Without, `parses` is only told of what had to be parsed.
    """
    tracked = frozenset(discovery.paths)
    statuses = Statuses(campaign, tracked, frozenset(foreign))
    files: dict[str, File] = {}
    for source in discovery.sources:
        file = _read(source, campaign, whole=trees)
        if file.references:
            judged = statuses.judge(file.references, source, file.sites, file.syntax)
            files[source.path] = replace(file, references=judged, syntax=file.syntax if trees else None)
    files = mark_foreign_imports(mark_homonyms(files, campaign.homonyms), tracked)
    files = mark_kept_exports(mark_unmeant(files, campaign.concept, discovery.paths), campaign, discovery.paths)
    files = mark_shims(files)
    listed = "\n".join(discovery.paths).encode("utf-8", "surrogateescape")
    named = discovery.paths if campaign.concept.prefilter.search(listed) else ()
    names = [_names(path, statuses, campaign, files) for path in named]
    everything = [reference for file in files.values() for reference in file.references]
    everything += [reference for group in names for reference in group]
    return Index(tuple(sorted(everything)), discovery.skipped, discovery.paths, files)


def _names(path: str, statuses: Statuses, campaign: Campaign, files: Mapping[str, File]) -> tuple[Reference, ...]:
    """The references in a file's name; that of a shim is what it is there for."""
    references = statuses.judge_names(read_name(path, campaign.concept))
    until = shim_until(files[path].source.text) if references and path in files else None
    return tuple(kept_for_now(reference, until) for reference in references) if until else references


def _read(source: Source, campaign: Campaign, *, whole: bool) -> File:
    reading: Reading
    reading, syntax = read_with_syntax(source, campaign.concept, whole=whole)
    if whole and is_component(source.path) and reading.references:
        found = component_sites(source.text, reading.references)
        return File(source, reading.references, found is not None, script=found or ())
    if syntax is None or syntax.grammar is not PYTHON:
        scripted = whole and reading.parses and syntax is not None and is_script(syntax.grammar)
        script = script_sites(syntax, reading.references) if syntax is not None and scripted else ()
        return File(source, reading.references, reading.parses, script=script)
    return File(source, reading.references, reading.parses, syntax, sites(syntax, reading.references))
