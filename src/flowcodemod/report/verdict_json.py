"""Verdict -> JSON, whole or a line a finding. docs/gate.md describes the fields."""

import json

from flowcodemod.model.verdict import Finding, State, Verdict

SCHEMA_VERSION = 1


def as_json(verdict: Verdict) -> str:
    """The whole verdict as one object."""
    left = verdict.remaining
    document = {
        "schema_version": SCHEMA_VERSION,
        "campaign": verdict.campaign,
        "compared": verdict.compared,
        "counts": {str(state): verdict.count(state) for state in State},
        "vanished": verdict.vanished,
        "change": verdict.change,
        "remaining": {
            "references": left.total,
            "files": left.files,
            "by_layer": dict(left.by_layer),
            "by_owner": dict(left.by_owner),
        },
        "findings": [record(finding) for finding in verdict.findings],
        "notes": list(verdict.notes),
    }
    return json.dumps(document, indent=2) + "\n"


def as_json_lines(verdict: Verdict) -> str:
    """One object a line and finding, whatever its state."""
    return "".join(json.dumps(record(finding)) + "\n" for finding in verdict.findings)


def record(finding: Finding) -> dict[str, object]:
    """One finding; positions are 1-based code points, the end exclusive."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "severity": str(finding.severity),
        "state": str(finding.state),
        "text": finding.text,
        "role": finding.role,
        "scope": finding.scope,
        "layer": finding.layer,
        "fingerprint": finding.fingerprint,
        "help": finding.help,
        "justification": finding.justification,
    }
