"""Verdict -> what GitHub and GitLab show beside the code."""

import json

from flowcodemod.model.verdict import Severity, State, Verdict
from flowcodemod.report.escapes import printable, workflow

_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def github(verdict: Verdict) -> str:
    """One workflow command a failing finding; nothing in it can start a command of its own."""
    lines = []
    for finding in verdict.failing:
        properties = {
            "file": finding.path,
            "line": finding.line,
            "endLine": finding.end_line,
            "col": finding.column,
            "endColumn": finding.end_column,
            "title": f"{finding.code} {finding.name}",
        }
        values = ",".join(f"{key}={workflow(str(value), value=True)}" for key, value in properties.items())
        message = f"{finding.message}; {finding.help}" if finding.help else finding.message
        lines.append(f"::{finding.severity} {values}::{workflow(message)}\n")
    return "".join(lines)


def gitlab(verdict: Verdict) -> str:
    """A Code Quality report of everything that is not suppressed: GitLab compares it with the target branch's."""
    issues = [
        {
            "description": printable(f"{finding.code}: {finding.message}"),
            "check_name": finding.name,
            "fingerprint": finding.fingerprint,
            "severity": _GITLAB[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": finding.line, "end": finding.end_line}},
        }
        for finding in verdict.findings
        if finding.state is not State.SUPPRESSED
    ]
    return json.dumps(issues, indent=2) + "\n"
