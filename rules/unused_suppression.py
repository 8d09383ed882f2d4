"""A `flowcodemod: ignore[...]` comment suppresses nothing, or does not count.

A comment that no longer hides a finding will hide the next one. One without a code or without a reason never counts,
and neither does a code that does not exist. `check --fix` deletes what hides nothing.
"""

import re
from collections.abc import Iterator

from flowcodemod.model.plan import Edit
from flowcodemod.model.rule import Example, Inspection, Rule
from flowcodemod.model.suppression import Suppression
from flowcodemod.model.verdict import Finding, Severity

CODE, NAME = "FCM303", "unused-suppression"


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every comment with a code that suppressed nothing in this run."""
    hidden = {(finding.path, finding.line, finding.code) for finding in inspection.raised}
    for path, found in inspection.suppressions.items():
        for one in found:
            idle = [code for code in one.codes if _is_idle(code, inspection, (path, one.covers, code) in hidden)]
            if one.problem or idle:
                yield _finding(path, inspection.texts[path], one, idle)


def _is_idle(code: str, inspection: Inspection, used: bool) -> bool:  # noqa: FBT001 - a plain fact
    return code not in inspection.known_codes or (code in inspection.codes and not used)


def _finding(path: str, text: str, one: Suppression, idle: list[str]) -> Finding:
    start = text.rfind("\n", 0, one.start) + 1
    kept = [code for code in one.codes if code not in idle]
    message = (
        f"this suppression {one.problem}" if one.problem else f"suppresses nothing: there is no {', '.join(idle)} here"
    )
    return Finding(
        path=path,
        line=one.line,
        column=one.start - start + 1,
        end_line=one.line,
        end_column=one.end - start + 1,
        code=CODE,
        name=NAME,
        message=message,
        severity=Severity.WARNING,
        text=text[one.start : one.end],
        help="mend it or delete it" if one.problem else f"delete {', '.join(idle) if kept else 'the comment'}",
        fix=None if one.problem else _removal(path, text, one, kept),
    )


def _removal(path: str, text: str, one: Suppression, kept: list[str]) -> Edit:
    """The edit that leaves the codes that count, or takes the comment with the blanks before it, or its whole line."""
    old = text[one.start : one.end]
    if kept:
        return Edit(
            path, one.start, one.end, one.line, old, re.sub(r"\[[^\]]*\]", f"[{', '.join(kept)}]", old, count=1)
        )
    start = len(text[: one.start].rstrip(" \t"))
    end = one.end
    if start in (0, text.rfind("\n", 0, one.start) + 1):
        end += len(text[end:]) - len(text[end:].lstrip(" \t"))
        end += 2 if text.startswith("\r\n", end) else text.startswith("\n", end)
    return Edit(path, start, end, one.line, text[start:end], "")


RULE = Rule(
    code=CODE,
    name=NAME,
    summary="a suppression hides nothing, or does not count",
    explanation=__doc__,
    check=check,
    fires=(
        Example("flow_id = 1  # flowcodemod: ignore[FCM103] kept for the old client\n", (1,)),
        Example("session_id = 1  # flowcodemod: ignore[FCM103]\n", (1,)),
        Example("session_id = 1  # flowcodemod: ignore kept for the old client\n", (1,)),
        Example("session_id = 1  # flowcodemod: ignore[FCM103, FCM999] kept for the old client\n", (1,)),
        Example("a.session_id = 1  # flowcodemod: ignore[FCM103] it is an attribute\n", (1,)),
    ),
    passes=(
        Example("session_id = 1  # flowcodemod: ignore[FCM103] kept for the old client\n"),
        Example("# flowcodemod: ignore[FCM103] kept for the old client\nsession_id = 1\n"),
        Example("# flowcodemod: ignore[FCM103, FCM104] kept for the old client\na.session_id = session_id\n"),
        Example('example = "# flowcodemod: ignore[FCM103] a text is no comment"\n'),
    ),
    upkeep=True,
)
