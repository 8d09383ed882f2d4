"""Verdict -> plain lines for people, without any markup."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from flowcodemod.model.verdict import Finding, State, Verdict
from flowcodemod.report.escapes import heading, printable


def text(verdict: Verdict) -> str:
    """The failing findings by file, then what remains, by layer and owner."""
    lines: list[str] = []
    for path, findings in groupby(verdict.failing, key=lambda finding: finding.path):
        lines += [heading(path), *_block(tuple(findings)), ""]
    return "\n".join([*lines, *summary(verdict)]) + "\n"


def concise(verdict: Verdict) -> str:
    """One line a failing finding: `path:line:column: CODE message`."""
    return "".join(f"{line(finding)}\n" for finding in verdict.failing)


def line(finding: Finding) -> str:
    """One finding on one line."""
    return heading(f"{finding.path}:{finding.line}:{finding.column}: {finding.code} {finding.message}")


def statistics(verdict: Verdict) -> str:
    """How many findings each code has, in all and new, the most frequent first."""
    total = Counter(finding.code for finding in verdict.findings if finding.state is not State.SUPPRESSED)
    new = Counter(finding.code for finding in verdict.failing)
    rows = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:6}  {code}  {verdict.rules[code][0]:<25} {new[code]} new\n" for code, count in rows)


def remains(verdict: Verdict) -> str:
    """What is left, in one sentence."""
    left, here = verdict.remaining, "" if verdict.whole else " of those checked"
    if not left.total:
        return "no active reference remains" + (" in the files checked" if here else "")
    references = "1 active reference remains" if left.total == 1 else f"{left.total} active references remain"
    return f"{references} in {left.files} file{'s' * (left.files != 1)}{here}"


def summary(verdict: Verdict) -> Iterator[str]:
    """Yield what was found, what remains, what has changed, and the notes."""
    counts = [f"{verdict.count(state)} {state}" for state in State if verdict.count(state)]
    yield f"{', '.join(counts) or 'no findings'} ({printable(verdict.campaign)}, {len(verdict.rules)} rules)"
    left = verdict.remaining
    yield remains(verdict)
    for title, numbers in (("layer", left.by_layer), ("owner", left.by_owner)):
        if any(numbers):
            yield f"  by {title}: {_ranked(numbers)}"
    if verdict.compared:
        yield f"{_signed(verdict.change)} since {printable(verdict.compared)}"
    yield from (f"note: {note}" for note in map(printable, verdict.notes))


def _block(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the lines of one file, in columns."""
    places = [f"{finding.line}:{finding.column}" for finding in findings]
    width = max(map(len, places))
    for place, finding in zip(places, findings, strict=True):
        yield f"  {place:>{width}}  {finding.severity:<7}  {finding.code}  {printable(finding.message)}"
        if finding.help:
            yield f"  {'':>{width}}  {'':<7}  {'':<6}  {printable(finding.help)}"


def _ranked(numbers: Mapping[str, int]) -> str:
    rows = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{printable(name) or 'none'} {number}" for name, number in rows)


def _signed(change: int) -> str:
    if change == 0:
        return "no change"
    return f"{abs(change)} {'more' if change > 0 else 'fewer'}"
