"""Dotted keys of `[names]`: which definitions they mean, and which references only spell their last name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from flowcodemod.inventory.file import File
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.concept import Concept
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import TEXTUAL, Reference, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.readers.layout import Layout, place_of
from flowcodemod.readers.modules import module_imported_from
from flowcodemod.readers.scopes import MODULE

_REASON = "the campaign means another definition: "


def mark_unmeant(files: Mapping[str, File], concept: Concept, paths: Sequence[str]) -> dict[str, File]:
    """Mark as homonyms the definitions, imports and local names that only share a dotted key's last name.

    Where the definition that is meant is not there (any more), everything that spells its last name is a homonym.
    """
    wanted = _by_last_name(concept)
    if not wanted:
        return dict(files)
    layout = Layout(paths)
    there = {
        key
        for file in files.values()
        for one, site in _sited(file)
        if site is not None
        for key in _meant(layout, one, site, wanted)
    }
    return {path: _marked(file, layout, wanted, there) for path, file in files.items()}


def name_apart(
    bundles: Iterable[Bundle], concept: Concept, layout: Layout, site: Mapping[tuple[str, int], Site]
) -> tuple[Bundle, ...]:
    """Give each bundle around a definition that a dotted key means that key's new name; doubt what nothing ties to one."""
    wanted = _by_last_name(concept)
    if not wanted:
        return tuple(bundles)
    bundles = tuple(bundles)
    named = [_named(bundle, concept, layout, site, wanted) for bundle in bundles]
    alone = _alone(bundles, named, site, wanted)
    pairs = zip(bundles, named, strict=True)
    return tuple(_as_member(before, after, site, alone) for before, after in pairs)


def _alone(
    bundles: Sequence[Bundle], named: Sequence[Bundle], sites: Mapping[tuple[str, int], Site], wanted: Iterable[str]
) -> dict[str, str]:
    """The names that no class has but those whose member the campaign means, each with its new name."""
    news: dict[str, set[str]] = {name: set() for name in wanted}
    for bundle, after in zip(bundles, named, strict=True):
        for one in bundle.references:
            site = sites.get((one.path, one.start))
            if one.text in news and site is not None and _is_member(site) and one.status is not Status.FOREIGN:
                news[one.text].add(dict(after.renames).get(one.text, ""))
    return {name: next(iter(found)) for name, found in news.items() if len(found) == 1 and "" not in found}


def _is_member(site: Site) -> bool:
    if site.kind is SiteKind.DEFINITION:
        return site.method_of is not None
    return site.kind is SiteKind.MEMBER or (site.kind is SiteKind.ATTRIBUTE and site.binds)


def _as_member(
    before: Bundle, after: Bundle, sites: Mapping[tuple[str, int], Site], alone: Mapping[str, str]
) -> Bundle:
    """Attributes of receivers that nobody knows: they are weighed like those of a plain name where only one is meant."""
    known = [sites.get((one.path, one.start)) for one in before.references]
    asked = all(site is not None and site.kind is SiteKind.ATTRIBUTE for site in known)
    if after.renames or not asked or not all(one.text in alone for one in before.references):
        return after
    return replace(before, renames=tuple(sorted({(one.text, alone[one.text]) for one in before.references})))


def _by_last_name(concept: Concept) -> dict[str, set[str]]:
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


def _meant(layout: Layout, reference: Reference, site: Site, wanted: Mapping[str, set[str]]) -> set[str]:
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
            reason = _REASON + ", ".join(sorted(keys))
            marked.append(replace(reference, status=Status.HOMONYM, reason=reason))
        else:
            marked.append(reference)
    return replace(file, references=tuple(marked))


def _may_be_meant(file: File, layout: Layout, reference: Reference, site: Site | None, keys: set[str]) -> bool:
    if site is None or reference.role in TEXTUAL:
        return True
    if defines(site):
        return bool(_meant(layout, reference, site, {reference.text: keys}))
    if site.kind is SiteKind.IMPORT:
        module = module_imported_from(file.source.text, reference.path, reference.start) or ""
        place = layout.resolve(module, reference.path) if module else ""
        return place is not None
    local = site.kind in (SiteKind.NAME, SiteKind.PARAMETER) and site.binding not in (MODULE, None)
    return not local


def _named(
    bundle: Bundle,
    concept: Concept,
    layout: Layout,
    sites: Mapping[tuple[str, int], Site],
    wanted: Mapping[str, set[str]],
) -> Bundle:
    spelled = [one for one in bundle.references if one.text in wanted]
    if not spelled or (len(bundle.references) == 1 and bundle.first.role in TEXTUAL):
        return bundle
    known = [(one, sites[one.path, one.start]) for one in spelled if (one.path, one.start) in sites]
    keys = {key for one, site in known for key in _meant(layout, one, site, wanted)}
    news = {(key.rpartition(".")[2], concept.qualified[key]) for key in keys}
    if not keys:
        others = [one for one, site in known if defines(site)]
        if not others:
            return replace(bundle, evidence=(*bundle.evidence, Evidence(Kind.UNRESOLVED, "which definition is meant")))
        reason = _REASON + ", ".join(sorted(wanted[spelled[0].text]))
        return replace(bundle, references=tuple(_homonym(one, wanted, reason) for one in bundle.references))
    if len({text for text, _new in news}) < len(news):
        doubt = Evidence(Kind.COLLISION, f"{', '.join(sorted(keys))} change together and are to get different names")
        return replace(bundle, evidence=(*bundle.evidence, doubt))
    references = tuple(_reopened(one) for one in bundle.references)
    return replace(bundle, references=references, renames=tuple(sorted(news)))


def _homonym(reference: Reference, wanted: Mapping[str, set[str]], reason: str) -> Reference:
    if reference.text not in wanted or reference.status is not Status.OPEN:
        return reference
    return replace(reference, status=Status.HOMONYM, reason=reason)


def _reopened(reference: Reference) -> Reference:
    """A homonym that proof ties to the definition that is meant, such as an override of it, changes with it."""
    if reference.status is Status.HOMONYM and reference.reason.startswith(_REASON):
        return replace(reference, status=Status.OPEN, reason="")
    return reference
