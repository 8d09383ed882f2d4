"""Dotted keys of `[names]`: which definitions they mean, and which references only spell their last name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from flowcodemod.inventory.file import File
from flowcodemod.model.concept import Concept
from flowcodemod.model.reference import TEXTUAL, Reference, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.readers.layout import Layout, place_of
from flowcodemod.readers.modules import module_imported_from
from flowcodemod.readers.scopes import MODULE

REASON = "the campaign means another definition: "


def mark_unmeant(files: Mapping[str, File], concept: Concept, paths: Sequence[str]) -> dict[str, File]:
    """Mark as homonyms the definitions, imports and local names that only share a dotted key's last name.

    Where the definition that is meant is not there (any more), everything that spells its last name is a homonym.
    """
    wanted = by_last_name(concept)
    if not wanted:
        return dict(files)
    layout = Layout(paths)
    there = {
        key
        for file in files.values()
        for one, site in _sited(file)
        if site is not None
        for key in meant(layout, one, site, wanted)
    }
    return {path: _marked(file, layout, wanted, there) for path, file in files.items()}


def by_last_name(concept: Concept) -> dict[str, set[str]]:
    """The dotted keys by their last name, without those that are an exact name everywhere."""
    wanted: dict[str, set[str]] = {}
    plain = {name for name in concept.names if name not in concept.qualified}
    for key in concept.qualified:
        last = key.rpartition(".")[2]
        if last not in plain:
            wanted.setdefault(last, set()).add(key)
    return wanted


def _sited(file: File) -> Iterable[tuple[Reference, Site | None]]:
    return zip_longest(file.references, file.sites)


def defines(site: Site) -> bool:
    """Whether a site gives something its dotted name."""
    if site.kind in (SiteKind.DEFINITION, SiteKind.MEMBER):
        return True
    return site.kind is SiteKind.NAME and site.binds and site.binding == MODULE


def meant(layout: Layout, reference: Reference, site: Site, wanted: Mapping[str, set[str]]) -> set[str]:
    """The dotted keys that a reference defines."""
    if reference.text not in wanted or not defines(site):
        return set()
    inner = f"{reference.scope}.{reference.text}" if reference.scope else reference.text
    return {f"{module}.{inner}" for module in layout.names(place_of(reference.path))} & wanted[reference.text]


def _marked(file: File, layout: Layout, wanted: Mapping[str, set[str]], there: set[str]) -> File:
    marked = []
    for reference, site in _sited(file):
        keys = wanted.get(reference.text, set()) if reference.status is Status.OPEN else set()
        if keys and not (keys & there and _may_be_meant(file, layout, reference, site, keys)):
            reason = REASON + ", ".join(sorted(keys))
            marked.append(replace(reference, status=Status.HOMONYM, reason=reason))
        else:
            marked.append(reference)
    return replace(file, references=tuple(marked))


def _may_be_meant(file: File, layout: Layout, reference: Reference, site: Site | None, keys: set[str]) -> bool:
    if site is None or reference.role in TEXTUAL:
        return True
    if defines(site):
        return bool(meant(layout, reference, site, {reference.text: keys}))
    if site.kind is SiteKind.IMPORT:
        module = module_imported_from(file.source.text, reference.path, reference.start) or ""
        place = layout.resolve(module, reference.path) if module else ""
        return place is not None
    local = site.kind in (SiteKind.NAME, SiteKind.PARAMETER) and site.binding not in (MODULE, None)
    return not local
