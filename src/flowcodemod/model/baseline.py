"""The ratchet: findings that were accepted once, compared with those there are now."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from flowcodemod.model.fingerprint import digest, normalised
from flowcodemod.model.verdict import Finding, State


@dataclass(frozen=True, slots=True, order=True)
class Accepted:
    """One accepted finding: the `ordinal`-th (from 0) of its code, path, scope, role and text."""

    code: str
    path: str
    scope: str
    role: str
    text: str
    ordinal: int

    @property
    def fingerprint(self) -> str:
        """What the finding is called when lines move."""
        return digest(self.code, self.path, self.scope, self.role, self.text, str(self.ordinal))


@dataclass(frozen=True)
class Comparison:
    """Findings with their state, and what was accepted and is gone."""

    findings: tuple[Finding, ...]
    vanished: tuple[Accepted, ...] = ()


def accept(findings: Iterable[Finding]) -> dict[Accepted, Finding]:
    """What accepting all of these findings means. They must be all of their files' findings, to be counted."""
    seen: Counter[tuple[str, ...]] = Counter()
    accepted: dict[Accepted, Finding] = {}
    for finding in sorted(findings, key=_position):
        key = (finding.code, finding.path, finding.scope, finding.role, normalised(finding.text))
        accepted[Accepted(*key, seen[key])] = finding
        seen[key] += 1
    return accepted


def fingerprinted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their fingerprints, sorted by position."""
    named = [replace(finding, fingerprint=key.fingerprint) for key, finding in accept(findings).items()]
    return tuple(sorted(named, key=_position))


def compare(
    findings: Iterable[Finding],
    accepted: Iterable[Accepted],
    judged: Callable[[str], bool] = lambda _path: True,
    before: Iterable[Accepted] | None = None,
) -> Comparison:
    """Say of each finding whether it is accepted, moved or new. The order of both sides does not matter.

    `judged` tells whether a path was read or no longer exists: only there can something have vanished. A finding in
    another place than an accepted one has moved when its like vanished; each vanished one pays for one. `before` holds
    the findings at the base of the change, when they are known: then only what vanished since pays for a move.
    """
    now = accept(findings)
    known = set(accepted)
    vanished = {entry for entry in known - now.keys() if judged(entry.path)}
    pool: defaultdict[tuple[str, ...], list[Accepted]] = defaultdict(list)
    for entry in sorted(vanished if before is None else vanished & set(before), reverse=True):
        pool[entry.code, entry.role, entry.text].append(entry)
    judged_findings = []
    for entry, finding in sorted(now.items()):
        state = State.ACCEPTED
        if entry not in known:
            like = pool[entry.code, entry.role, entry.text]
            state = State.MOVED if like else State.NEW
            vanished -= {like.pop()} if like else set()
        judged_findings.append(replace(finding, state=state, fingerprint=entry.fingerprint))
    return Comparison(tuple(sorted(judged_findings, key=_position)), tuple(sorted(vanished)))


def _position(finding: Finding) -> tuple[str, int, int, str, str]:
    return (finding.path, finding.line, finding.column, finding.code, finding.message)
