"""Verdict -> SARIF 2.1.0, as plain dictionaries."""

import json

from flowcodemod import __version__
from flowcodemod.model.plan import Edit
from flowcodemod.model.verdict import Finding, State, Verdict

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_BASE = "%SRCROOT%"
_BASELINE = {State.NEW: "new", State.ACCEPTED: "unchanged", State.MOVED: "updated"}


def sarif(verdict: Verdict) -> str:
    """The log of one run: every finding with a stable fingerprint, suppressed ones with their justification."""
    codes = list(verdict.rules)
    run = {
        "tool": {
            "driver": {
                "name": "flowcodemod",
                "version": __version__,
                "rules": [_rule(code, *verdict.rules[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the repository."}}},
        "properties": {"campaign": verdict.campaign},
        "results": [
            _result(finding, codes.index(finding.code), bool(verdict.compared)) for finding in verdict.findings
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, name: str, summary: str) -> dict[str, object]:
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": summary},
        "help": {"text": f"flowcodemod explain {code}"},
    }


def _result(finding: Finding, index: int, compared: bool) -> dict[str, object]:  # noqa: FBT001 - a plain fact
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": f"{finding.message}; {finding.help}" if finding.help else finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": _file(finding.path), "region": _region(finding)}}],
        "partialFingerprints": {"flowcodemod/v1": finding.fingerprint},
    }
    hidden = finding.state is State.SUPPRESSED
    result["suppressions"] = [{"kind": "inSource", "justification": finding.justification}] if hidden else []
    if compared and not hidden:
        result["baselineState"] = _BASELINE[finding.state]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, finding.help)]
    return result


def _file(path: str) -> dict[str, str]:
    from urllib.parse import quote  # noqa: PLC0415 - no other format needs it

    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": _BASE}


def _region(finding: Finding) -> dict[str, int]:
    region = {"startLine": finding.line, "startColumn": finding.column, "endLine": finding.end_line}
    return region | {"endColumn": finding.end_column}


def _fix(edit: Edit, description: str) -> dict[str, object]:
    replacement = {
        "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
        "insertedContent": {"text": edit.new},
    }
    change = {"artifactLocation": _file(edit.path), "replacements": [replacement]}
    return {"description": {"text": description}, "artifactChanges": [change]}
