"""The status of each reference, from what the campaign, the decisions file and the reference's own file say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from flowcodemod.inventory.allowlist import allowlist
from flowcodemod.inventory.suppress import suppress
from flowcodemod.model.anchor import anchors
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import Site
from flowcodemod.model.source import Source
from flowcodemod.model.suppression import by_line, covering
from flowcodemod.model.verdict import RESIDUAL_CODES
from flowcodemod.readers.imports import Imports
from flowcodemod.readers.recorded import recorded
from flowcodemod.readers.syntax import Syntax
from flowcodemod.repo.globs import matcher


class Statuses:
    """Judges references file by file. `paths`: every tracked path, which tells our modules from other people's."""

    def __init__(self, campaign: Campaign, paths: frozenset[str], foreign: frozenset[str]) -> None:
        self._campaign = campaign
        self._paths = paths
        self._foreign = foreign
        self._layers = [(name, matcher(patterns)) for name, patterns in campaign.layers.items()]
        self._history = matcher(campaign.history)
        self._entry = allowlist(campaign)
        self._never = frozenset(campaign.never)

    def judge(
        self, references: Sequence[Reference], source: Source, sites: Sequence[Site], syntax: Syntax | None
    ) -> tuple[Reference, ...]:
        """The references of one file with layer, status and reason."""
        imports = Imports(syntax, source.path, self._paths) if syntax is not None and sites else None
        suppressed = by_line(suppress(source.path, source.text, syntax))
        names: Mapping[Reference, str] = {}
        if self._foreign:
            names = anchors(references, {source.path: source.text}, self._campaign.concept.rewrite)
        judged = []
        layer = self._layer(source.path)
        record = recorded(source.path, source.text)
        for reference, site in zip_longest(references, sites):
            status, reason = self._by_path(reference)
            if status is Status.OPEN and (made := record(reference.start)):
                status, reason = Status.HISTORY, made
            if status is Status.OPEN:
                cause = covering(suppressed, reference.line, RESIDUAL_CODES[reference.role])
                status, reason = (Status.SUPPRESSED, cause.reason) if cause else (status, reason)
            if status is Status.OPEN and names.get(reference) in self._foreign:
                status, reason = Status.FOREIGN, "decided: see flowcodemod.decisions"
            if status is Status.OPEN and imports is not None and site is not None:
                owner = imports.owner(site)
                status, reason = (Status.FOREIGN, f"belongs to {owner}") if owner else (status, reason)
            judged.append(_told(reference, layer, status, reason))
        return tuple(judged)

    def judge_names(self, references: Sequence[Reference]) -> tuple[Reference, ...]:
        """References in a file's name, with layer, status and reason."""
        judged = []
        for reference in references:
            status, reason = self._by_path(reference)
            judged.append(_told(reference, self._layer(reference.path), status, reason))
        return tuple(judged)

    def _layer(self, path: str) -> str:
        return next((name for name, matches in self._layers if matches(path)), "")

    def _by_path(self, reference: Reference) -> tuple[Status, str]:
        if reference.text in self._never:
            return Status.ALLOWLISTED, "the campaign says never: it is about the migration itself"
        if self._history(reference.path):
            return Status.HISTORY, "history is not rewritten"
        entry = self._entry(reference)
        return (Status.ALLOWLISTED, entry.reason) if entry else (Status.OPEN, "")


def _told(reference: Reference, layer: str, status: Status, reason: str) -> Reference:
    """The reference with what is known of it; where that is nothing, the reference itself."""
    if not layer and status is reference.status and not reason:
        return reference
    return replace(reference, layer=layer, status=status, reason=reason)
