"""Bundles of exact names, told apart by definition: a local name or a string is not the function it spells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import TEXTUAL, Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.names.made_before import made_before
from flowcodemod.names.qualified_names import name_apart
from flowcodemod.program.program import Program
from flowcodemod.readers.scopes import MODULE

_SEVERAL_WORDS = re.compile(r"[^\W_]_+[^\W_]|[a-z0-9][A-Z]")


def exact_names(program: Program, bundles: Sequence[Bundle], campaign: Campaign) -> tuple[Bundle, ...]:
    """Where the repository defines an exact name of `[names]`: mark a local one as a homonym, doubt a string.

    What an earlier run has renamed counts as defined, so that a second run leaves what the first one left.
    """
    concept = campaign.concept
    if concept.qualified:
        bundles = name_apart(bundles, concept, program.modules.layout, program.index.site_by_key)
    wanted = {name for name in concept.names if name.isidentifier()}
    defined = dict(_definitions(program, bundles, wanted)) if wanted else {}
    spelled = {bundle.first.text for bundle in bundles} & wanted - defined.keys()
    renamed = made_before(program, {concept.names[name] for name in spelled})
    defined |= {name: renamed[concept.names[name]] for name in spelled if concept.names[name] in renamed}
    return tuple(_told_apart(program, bundle, defined) for bundle in bundles) if defined else tuple(bundles)


def _definitions(program: Program, bundles: Iterable[Bundle], wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Exact names and where a class, function or constant of ours bears each; not fixtures, asked for by name."""
    for bundle in bundles:
        for reference in bundle.references:
            if reference.text in wanted and _is_definition(program, reference, program.index.site(reference)):
                yield reference.text, f"{reference.path}:{reference.line}"


def _is_definition(program: Program, reference: Reference, site: Site) -> bool:
    if site.kind is SiteKind.DEFINITION:
        function = program.definitions(reference.path).functions.get(reference.start)
        return function is None or not any("fixture" in decorator for decorator in function.decorators)
    return site.kind is SiteKind.NAME and site.binds and site.binding == MODULE


def _told_apart(program: Program, bundle: Bundle, defined: dict[str, str]) -> Bundle:
    where = defined.get(bundle.first.text)
    if where is None or any(reference.text != bundle.first.text for reference in bundle.references):
        return bundle
    sites = [program.index.site(reference) for reference in bundle.references]
    if any(_is_local(site) for site in sites) and not any(_is_shared(site) for site in sites):
        reason = f"a local name; the campaign means the definition at {where}"
        return replace(bundle, references=tuple(_homonym(reference, reason) for reference in bundle.references))
    strings = all(site.kind is SiteKind.STRING for site in sites)
    if strings and not bundle.evidence and not _speaks_of_code(program, bundle.first):
        doubt = Evidence(Kind.UNRESOLVED, f"it spells the name; nothing shows that it means {where}")
        return replace(bundle, evidence=(doubt,))
    return bundle


def _speaks_of_code(program: Program, reference: Reference) -> bool:
    """Whether a message holds a name of several words that the code beside it uses: it follows, as a comment does."""
    file = program.index.files[reference.path]
    pairs = zip(file.references, file.sites, strict=True)
    used = any(one.text == reference.text and _is_shared(site) for one, site in pairs)
    return reference.role is Role.MESSAGE and used and _SEVERAL_WORDS.search(reference.text) is not None


def _is_local(site: Site) -> bool:
    return site.kind in (SiteKind.PARAMETER, SiteKind.NAME) and site.binding not in (MODULE, None)


def _is_shared(site: Site) -> bool:
    """Whether a site defines something that more than one function can see, or takes it from a module."""
    if site.kind in (SiteKind.DEFINITION, SiteKind.MEMBER, SiteKind.IMPORT):
        return True
    return site.binds and (site.kind is SiteKind.ATTRIBUTE or site.binding == MODULE)


def _homonym(reference: Reference, reason: str) -> Reference:
    if reference.status is not Status.OPEN or reference.role in TEXTUAL:
        return reference
    return replace(reference, status=Status.HOMONYM, reason=reason)
