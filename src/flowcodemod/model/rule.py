"""A rule of the gate, and what it is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from flowcodemod.model.campaign import Allow, Campaign
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.suppression import Suppression
from flowcodemod.model.verdict import Finding, severity_of


@dataclass(frozen=True)
class Inspection:
    """What a rule may look at: upkeep rules see everything, the others one file at a time.

    `references` has every status; `texts` maps the path of each file that was read to its text; `paths` are tracked
    ones. `whole`: the whole repository was read, not some files of it. `raised` is what the other rules found, before
    suppression. `entry` gives the allowlist entry that covers a reference. `codes` are judged in this run,
    `known_codes` are all there are; `targets` remembers new names.
    """

    campaign: Campaign
    references: tuple[Reference, ...]
    texts: Mapping[str, str]
    paths: frozenset[str]
    today: date
    whole: bool
    entry: Callable[[Reference], Allow | None]
    suppressions: Mapping[str, tuple[Suppression, ...]] = field(default_factory=dict)
    raised: tuple[Finding, ...] = ()
    codes: frozenset[str] = frozenset()
    known_codes: frozenset[str] = frozenset()
    targets: dict[str, str | None] = field(default_factory=dict, repr=False)

    @cached_property
    def covered(self) -> Mapping[Allow, tuple[Reference, ...]]:
        """The references that each entry of the allowlist covers; every entry is there."""
        found: dict[Allow, list[Reference]] = {entry: [] for entry in self.campaign.allow}
        for reference in self.references:
            entry = self.entry(reference) if reference.status is Status.ALLOWLISTED else None
            if entry and reference.text not in self.campaign.never:
                found[entry].append(reference)
        return {entry: tuple(references) for entry, references in found.items()}

    @cached_property
    def open(self) -> tuple[Reference, ...]:
        """The references still to be moved, also those that are suppressed inline."""
        return tuple(one for one in self.references if one.status in (Status.OPEN, Status.SUPPRESSED))

    @cached_property
    def by_role(self) -> Mapping[Role, tuple[Reference, ...]]:
        """The same by role; a role without any is left out."""
        found: dict[Role, list[Reference]] = {}
        for reference in self.open:
            found.setdefault(reference.role, []).append(reference)
        return {role: tuple(references) for role, references in found.items()}

    @cached_property
    def _held(self) -> dict[tuple[str, str], bool]:
        return {}

    def rival(self, reference: Reference) -> str | None:
        """The new form of a reference's name when the text of its file holds that, too."""
        target, path = self.target(reference.text), reference.path
        if target is None or path not in self.texts:
            return None
        if (path, target) not in self._held:
            self._held[path, target] = target in self.texts[path]
        return target if self._held[path, target] else None

    def target(self, text: str) -> str | None:
        """The new form of an old name, None when it has none that is safe."""
        if text not in self.targets:
            self.targets[text] = self.campaign.concept.rename(text)
        return self.targets[text]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the 1-based lines on which the rule fires; `campaign` is more of a campaign file, in TOML.

    Without `campaign` the old name is session_id and the new one flow_id; `today` is the day it is judged on.
    """

    text: str
    lines: tuple[int, ...] = ()
    path: str = "app/services/example.py"
    campaign: str = ""
    today: date = date(2025, 11, 1)


@dataclass(frozen=True)
class Rule:
    """One rule. `check` yields findings without fingerprint or state. `explanation` is Markdown.

    `upkeep` rules look after the gate itself: they see what the others `raised`, and no baseline accepts their
    findings.
    """

    code: str
    name: str
    summary: str
    explanation: str
    check: Callable[[Inspection], Iterable[Finding]]
    fires: tuple[Example, ...]
    passes: tuple[Example, ...]
    upkeep: bool = False


def finding_at(reference: Reference, code: str, name: str, message: str, hint: str = "") -> Finding:
    """A finding about one reference."""
    return Finding(
        path=reference.path,
        line=reference.line,
        column=reference.column,
        end_line=reference.line,
        end_column=reference.end_column,
        code=code,
        name=name,
        message=message,
        severity=severity_of(reference.role),
        text=reference.text,
        role=str(reference.role),
        scope=reference.scope,
        layer=reference.layer,
        help=hint,
    )


def finding_in_campaign(
    inspection: Inspection, entry: Allow, rule: tuple[str, str], message: str, hint: str
) -> Finding:
    """A finding about an entry of the campaign's allowlist."""
    where = entry.path if not entry.symbol else f"{entry.path} {entry.symbol}"
    source = inspection.campaign.source or "campaign"
    return Finding(source, entry.line, 1, entry.line, 1, *rule, message, text=where, role=entry.role, help=hint)
