"""References -> Verdict: rules, allowlist, suppressions and the baseline, in this order. The clock is an argument."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from flowcodemod.inventory.allowlist import allowlist
from flowcodemod.inventory.suppress import suppress
from flowcodemod.model.baseline import Accepted, accept, compare, fingerprinted
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.fingerprint import digest
from flowcodemod.model.reference import Reference
from flowcodemod.model.rule import Inspection, Rule
from flowcodemod.model.suppression import by_line, covering
from flowcodemod.model.verdict import Finding, Remaining, State, Verdict


@dataclass(frozen=True)
class Standard:
    """What findings are compared with. `accepted`: the baseline, or the findings of another revision.

    `source` names it for people; `baseline`: it is the file, which can be written anew. `before`: the findings at the
    base of the change, where they are known.
    """

    accepted: tuple[Accepted, ...]
    source: str
    baseline: bool = True
    before: tuple[Accepted, ...] | None = None

    def of(self, codes: Collection[str]) -> "Standard":
        """What of it some rules are judged by: of the others nothing was looked for, so nothing is gone."""
        accepted = tuple(one for one in self.accepted if one.code in codes)
        before = self.before if self.before is None else tuple(one for one in self.before if one.code in codes)
        return replace(self, accepted=accepted, before=before)


@dataclass(frozen=True)
class Scope:
    """What was read. `paths`: every tracked path; `texts`: path -> text of the files that were read.

    `checked`: the paths that were asked for, None for the whole repository. `owner` names a path's owners.
    """

    paths: Collection[str]
    texts: Mapping[str, str]
    checked: frozenset[str] | None = None
    owner: Callable[[str], str] = field(default=lambda _path: "")


def judge(
    references: Sequence[Reference],
    campaign: Campaign,
    rules: Sequence[Rule],
    scope: Scope,
    *,
    today: date,
    standard: Standard | None = None,
    codes: Collection[str] | None = None,
) -> Verdict:
    """Judge the references of the files that were read. `codes` limits the rules that are judged.

    Raises FlowcodemodError when there is no rule of a code or none at all: a gate that checks nothing must not pass.
    """
    used = _chosen(rules, codes)
    standard = standard.of(codes) if standard and codes is not None else standard
    inspection = replace(
        _inspection(references, campaign, scope, today),
        codes=frozenset(rule.code for rule in used),
        known_codes=frozenset(rule.code for rule in rules),
    )
    files = [rule for rule in used if not rule.upkeep]
    raised = tuple(finding for one in _by_file(inspection) for finding in _raised(files, one))
    upkeep = _raised([rule for rule in used if rule.upkeep], replace(inspection, raised=raised))
    open_findings, suppressed = _split(raised, inspection)
    compared = compare(
        open_findings, standard.accepted if standard else (), _judged(scope), standard.before if standard else None
    )
    findings = (*compared.findings, *fingerprinted(upkeep), *_named_apart(suppressed))
    return Verdict(
        campaign=campaign.name,
        findings=tuple(sorted(findings, key=lambda one: (one.path, one.line, one.column, one.code, one.message))),
        remaining=remaining(references, scope.owner),
        rules={rule.code: (rule.name, rule.summary) for rule in used},
        upkeep=frozenset(rule.code for rule in used if rule.upkeep),
        vanished=len(compared.vanished),
        compared=standard.source if standard else "",
        whole=scope.checked is None,
        notes=_notes(len(compared.vanished), standard),
    )


def _chosen(rules: Sequence[Rule], codes: Collection[str] | None) -> list[Rule]:
    """The rules to judge by."""
    unknown = set(codes or ()) - {rule.code for rule in rules}
    if unknown:
        raise FlowcodemodError(f"there is no rule {', '.join(sorted(unknown))}: 'flowcodemod rules' lists them")
    used = [rule for rule in rules if codes is None or rule.code in codes]
    if not used:
        raise FlowcodemodError("there is no rule to judge by: nothing was checked")
    return used


def acceptable(verdict: Verdict) -> tuple[Accepted, ...]:
    """What a baseline written now would hold: every finding but the suppressed ones and those about the gate itself."""
    findings = (one for one in verdict.findings if one.state is not State.SUPPRESSED and one.code not in verdict.upkeep)
    return tuple(sorted(accept(findings)))


def remaining(references: Iterable[Reference], owner: Callable[[str], str]) -> Remaining:
    """Count the active references by layer and owner, both sorted."""
    active = [reference for reference in references if reference.active]
    layers = Counter(reference.layer for reference in active)
    owners = Counter(owner(reference.path) for reference in active)
    files = len({reference.path for reference in active})
    return Remaining(len(active), files, dict(sorted(layers.items())), dict(sorted(owners.items())))


def _inspection(references: Sequence[Reference], campaign: Campaign, scope: Scope, today: date) -> Inspection:
    return Inspection(
        campaign=campaign,
        references=tuple(sorted(references)),
        texts=scope.texts,
        paths=frozenset(scope.paths),
        today=today,
        whole=scope.checked is None,
        entry=allowlist(campaign),
        suppressions={path: found for path, text in scope.texts.items() if (found := suppress(path, text))},
    )


def _by_file(inspection: Inspection) -> Iterator[Inspection]:
    """Yield an inspection of each file, so that one parsed file is in memory at a time."""
    references: dict[str, list[Reference]] = {path: [] for path in inspection.texts}
    for reference in inspection.references:
        references.setdefault(reference.path, []).append(reference)
    for path, found in sorted(references.items()):
        texts = {path: inspection.texts[path]} if path in inspection.texts else {}
        yield replace(inspection, references=tuple(found), texts=texts)


def _raised(rules: Iterable[Rule], inspection: Inspection) -> tuple[Finding, ...]:
    found = [finding for rule in rules for finding in rule.check(inspection)]
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.column, one.code)))


def _split(raised: Iterable[Finding], inspection: Inspection) -> tuple[list[Finding], list[Finding]]:
    """The findings that stand, and those that a comment in the code lets pass."""
    standing: list[Finding] = []
    suppressed: list[Finding] = []
    lines = {path: by_line(found) for path, found in inspection.suppressions.items()}
    for finding in raised:
        cause = covering(lines.get(finding.path, {}), finding.line, finding.code)
        if cause:
            suppressed.append(replace(finding, state=State.SUPPRESSED, justification=cause.reason))
        else:
            standing.append(finding)
    return standing, suppressed


def _named_apart(suppressed: Iterable[Finding]) -> Iterator[Finding]:
    """Yield suppressed findings with fingerprints that no open one has."""
    for finding in fingerprinted(suppressed):
        yield replace(finding, fingerprint=digest("suppressed", finding.fingerprint))


def _judged(scope: Scope) -> Callable[[str], bool]:
    """Whether a path was read, or is no longer there to be read."""
    paths = frozenset(scope.paths)
    return lambda path: scope.checked is None or path in scope.checked or path not in paths


def _notes(vanished: int, standard: Standard | None) -> tuple[str, ...]:
    if not vanished or not standard or not standard.baseline:
        return ()
    count = "1 accepted finding is" if vanished == 1 else f"{vanished} accepted findings are"
    return (f"{count} gone: {standard.source} can be tightened with 'flowcodemod baseline'",)
