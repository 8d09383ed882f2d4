"""Bundles around what a dotted key of `[names]` means, told apart from those that only spell its last name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flowcodemod.inventory.qualified import REASON, by_last_name, defines, meant
from flowcodemod.model.bundle import Bundle
from flowcodemod.model.concept import Concept
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import TEXTUAL, Reference, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.readers.layout import Layout


def name_apart(
    bundles: Iterable[Bundle], concept: Concept, layout: Layout, site: Mapping[tuple[str, int], Site]
) -> tuple[Bundle, ...]:
    """Give each bundle around a definition that a dotted key means that key's new name; doubt what nothing ties to one."""
    wanted = by_last_name(concept)
    if not wanted:
        return tuple(bundles)
    bundles = tuple(bundles)
    named = [_named(bundle, concept, layout, site, wanted) for bundle in bundles]
    alone = _alone(bundles, named, site, wanted)
    pairs = zip(bundles, named, strict=True)
    return tuple(_as_member(before, after, site, alone) for before, after in pairs)


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
    keys = {key for one, site in known for key in meant(layout, one, site, wanted)}
    news = {(key.rpartition(".")[2], concept.qualified[key]) for key in keys}
    if not keys:
        others = [one for one, site in known if defines(site)]
        if not others:
            return replace(bundle, evidence=(*bundle.evidence, Evidence(Kind.UNRESOLVED, "which definition is meant")))
        reason = REASON + ", ".join(sorted(wanted[spelled[0].text]))
        return replace(bundle, references=tuple(_homonym(one, wanted, reason) for one in bundle.references))
    if len({text for text, _new in news}) < len(news):
        doubt = Evidence(Kind.COLLISION, f"{', '.join(sorted(keys))} change together and are to get different names")
        return replace(bundle, evidence=(*bundle.evidence, doubt))
    references = tuple(_reopened(one) for one in bundle.references)
    return replace(bundle, references=references, renames=tuple(sorted(news)))


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


def _homonym(reference: Reference, wanted: Mapping[str, set[str]], reason: str) -> Reference:
    if reference.text not in wanted or reference.status is not Status.OPEN:
        return reference
    return replace(reference, status=Status.HOMONYM, reason=reason)


def _reopened(reference: Reference) -> Reference:
    """A homonym that proof ties to the definition that is meant, such as an override of it, changes with it."""
    if reference.status is Status.HOMONYM and reference.reason.startswith(REASON):
        return replace(reference, status=Status.OPEN, reason="")
    return reference
