"""The gate, whole: read the repository, judge it, and compare with what was accepted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flowcodemod.inventory.discover import Discovery, discover
from flowcodemod.inventory.index import index
from flowcodemod.inventory.overlay import overlay
from flowcodemod.inventory.past import discover_past
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.decision import Answer
from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.rule import Rule
from flowcodemod.model.verdict import State, Verdict
from flowcodemod.repo.baseline import FILE, read_baseline
from flowcodemod.repo.decisions import read_decisions
from flowcodemod.repo.git import EntryKind, Repository
from flowcodemod.repo.owners import read_owners
from flowcodemod.repo.paths import shown
from flowcodemod.repo.revision import Revision, hook_revision
from flowcodemod.stages.judge import Scope, Standard, acceptable, judge
from flowcodemod.stages.markers import gate_prefilter


@dataclass(frozen=True)
class Check:
    """What is asked for. `paths`: some files and folders, relative to the root; None is the whole repository.

    `against`: a revision instead of the baseline. `baseline`: whether to use one. `codes` limits the rules.
    `environment` tells a hook what it runs under. `contents`: bytes that are read instead of a file's own.
    """

    today: date
    paths: Sequence[str] | None = None
    against: str | None = None
    baseline: bool = True
    codes: Collection[str] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)


def check(repository: Repository, campaign: Campaign, rules: Sequence[Rule], asked: Check) -> Verdict:
    """Judge a repository, or some of its files. Raises FlowcodemodError when something keeps it from being judged."""
    entries = repository.tracked()
    tracked = frozenset(entries) | asked.contents.keys()
    checked = None if asked.paths is None else _expanded(asked.paths, tracked)
    return _Gate(repository, campaign, rules, asked, entries, tracked, checked).verdict()


def _expanded(paths: Sequence[str], tracked: frozenset[str]) -> frozenset[str]:
    """The tracked files among some paths and below them. Raises RepositoryError for a path that git does not track."""
    found: set[str] = set()
    for path in paths:
        below = {one for one in tracked if one == path or one.startswith(f"{path.rstrip('/')}/")}
        if not below:
            raise RepositoryError(f"{shown(path)}: git tracks no such file here")
        found |= below
    return frozenset(found)


@dataclass(frozen=True)
class _Gate:
    """One check; `checked` are the files asked for, None for all of those that are `tracked`."""

    repository: Repository
    campaign: Campaign
    rules: Sequence[Rule]
    asked: Check
    entries: Mapping[str, EntryKind]
    tracked: frozenset[str]
    checked: frozenset[str] | None

    def verdict(self) -> Verdict:
        """Compare with the revision asked for, else the baseline, else what a hook starts from, else with nothing."""
        baseline = read_baseline(self.repository.root) if self.asked.baseline and not self.asked.against else None
        base = hook_revision(self.asked.environment)
        present = self._present()
        if baseline is None:
            revision = self.asked.against or (base if self.checked is not None else None)
            return self._judge(present, self.checked, self._standard(revision) if revision else None)
        found = self._judge(present, self.checked, Standard(baseline, FILE))
        if base and found.count(State.MOVED):
            # Only what this change removed pays for what it adds elsewhere.
            before = self._standard(base).accepted
            return self._judge(present, self.checked, Standard(baseline, FILE, before=before))
        return found

    def _present(self) -> Discovery:
        prefilter = gate_prefilter(self.campaign)
        found = discover(self.repository, self.campaign, self._only(self.tracked), prefilter, self.entries)
        return overlay(found, self.asked.contents, prefilter) if self.asked.contents else found

    def _only(self, paths: Collection[str]) -> frozenset[str] | None:
        """The files to read of those there are (None: all): the ones asked for and the ones that are gone.

        Homonyms are told apart by what other files define, so where there are any every file is read.
        """
        if self.checked is None or self.campaign.homonyms:
            return None
        return frozenset(path for path in paths if path in self.checked or path not in self.tracked)

    def _standard(self, name: str) -> Standard:
        """What was found in another revision."""
        revision = Revision.find(self.repository, name)
        past = discover_past(revision, self.campaign, self._only(revision.files), gate_prefilter(self.campaign))
        return Standard(acceptable(self._judge(past, None)), name, baseline=False)

    def _judge(self, discovery: Discovery, checked: frozenset[str] | None, standard: Standard | None = None) -> Verdict:
        decisions = read_decisions(self.repository.root).values()
        foreign = [decision.fingerprint for decision in decisions if decision.answer is Answer.FOREIGN]
        found = index(discovery, self.campaign, foreign, trees=False)
        texts = {source.path: source.text for source in discovery.sources}
        return judge(
            [one for one in found.references if checked is None or one.path in checked],
            self.campaign,
            self.rules,
            Scope(
                paths=self.tracked,
                texts={path: text for path, text in texts.items() if checked is None or path in checked},
                checked=checked,
                owner=read_owners(self.repository.root),
            ),
            today=self.asked.today,
            standard=standard,
            codes=self.asked.codes,
        )
