"""Verdict -> Markdown, for a comment on a pull request."""

from collections.abc import Iterable, Iterator

from flowcodemod.model.verdict import Verdict
from flowcodemod.report.escapes import markdown
from flowcodemod.report.verdict_text import remains, summary

_SHOWN = 100


def as_markdown(verdict: Verdict) -> str:
    """A headline, the failing findings as a table, what remains by layer and owner."""
    count = len(verdict.failing)
    title = f"{count} new finding{'s' * (count != 1)}" if count else "no new findings"
    lines = [f"## flowcodemod: {title}", ""]
    if count:
        rows = [
            (f"{finding.path}:{finding.line}", f"{finding.code} {finding.name}", finding.message)
            for finding in verdict.failing[:_SHOWN]
        ]
        lines += _table(("where", "rule", "what"), rows)
        lines += [f"… and {count - _SHOWN} more", ""] if count > _SHOWN else []
    headline, *_ = summary(verdict)
    lines += [markdown(headline), ""]
    left = verdict.remaining
    lines += [f"**{remains(verdict)}**", ""]
    for title, numbers in (("layer", left.by_layer), ("owner", left.by_owner)):
        if any(numbers):
            lines += _table((title, "left"), ((name or "none", str(number)) for name, number in numbers.items()))
    lines += [f"- {markdown(note)}" for note in verdict.notes]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(markdown, row))} |"
    yield ""
