"""Old public names that an earlier run has kept beside the new ones: they are allowed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flowcodemod.inventory.file import File
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.readers.layout import Layout, place_of


def mark_kept_exports(files: Mapping[str, File], campaign: Campaign, paths: Sequence[str]) -> dict[str, File]:
    """The files with the old names allowed that an earlier run has kept beside the new ones."""
    if not campaign.keep_exports:
        return dict(files)
    layout = Layout(paths)
    return {path: _marked(file, campaign, layout) for path, file in files.items()}


def _marked(file: File, campaign: Campaign, layout: Layout) -> File:
    references = []
    for number, reference in enumerate(file.references):
        site = file.sites[number] if number < len(file.sites) else Site(SiteKind.TEXT)
        new = campaign.concept.rename(reference.text) or ""
        kept = is_kept(reference, campaign, layout) and _is_beside(file.source.text, reference, site, new)
        references.append(_allowed(reference) if kept and reference.status is Status.OPEN else reference)
    return replace(file, references=tuple(references))


def _is_beside(text: str, reference: Reference, site: Site, new: str) -> bool:
    """Whether the new name stands beside an old one: `new as old`, `"new", "old"`, `old = new`."""
    before, after = text[max(0, reference.start - 200) : reference.start], text[reference.end : reference.end + 200]
    if site.kind is SiteKind.STRING:
        return re.search(rf"[\"']{re.escape(new)}[\"'],\s*[\"']$", before) is not None
    if site.kind is SiteKind.IMPORT:
        return re.search(rf"(?<!\w){re.escape(new)}\s+as\s+$", before) is not None
    return re.match(rf"\s*=\s*{re.escape(new)}\s*$", after, re.MULTILINE) is not None


def is_kept(reference: Reference, campaign: Campaign, layout: Layout | None) -> bool:
    """Whether a reference bears a name of `keep-exports` in the module that makes it public."""
    if layout is None or reference.scope:
        return False
    names = {f"{module}.{reference.text}" for module in layout.names(place_of(reference.path))}
    return bool(names & set(campaign.keep_exports))


def _allowed(reference: Reference) -> Reference:
    return replace(reference, status=Status.ALLOWLISTED, reason="the campaign keeps this export")
