"""Every format of the gate's answer: what it says, what it is valid against, and that nothing breaks out of it."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot
from jsonschema import Draft4Validator

from flowcodemod.model.baseline import accept
from flowcodemod.model.verdict import Finding, Remaining, State, Verdict
from flowcodemod.report.escapes import heading, markdown, printable
from flowcodemod.report.formats import FORMATS, written
from flowcodemod.report.verdict_text import statistics
from flowcodemod.stages.judge import Standard
from gate import verdict

SARIF = json.loads((Path(__file__).parent.parent / "fixtures/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
LAYERS = '[layers]\nservices = ["app/**"]\nfrontend = ["web/**"]\n'
BEFORE = {"app/a.py": "def load(session_id):\n    return session_id\n"}
AFTER = {
    "app/a.py": (
        "def load(session_id):\n"
        "    return a.session_id\n"
        "b.session_id = 1  # flowcodemod: ignore[FCM104] the old client\n"
        "flow_id = 2  # flowcodemod: ignore[FCM103] nothing here\n"
    ),
    "web/b.ts": "// the sessionId\n",
}
HOSTILE = "x[red]/\n::error::a##[error]b\x1b[31m|`<b>\u202e%0A,\udc80&]]>"


def found() -> Verdict:
    baseline = Standard(tuple(accept(verdict(BEFORE).findings)), "flowcodemod.baseline")
    return verdict(AFTER, LAYERS, standard=baseline)


def hostile(text: str = HOSTILE) -> Verdict:
    one = Finding(text, 1, 1, 1, 2, "FCM101", "residual-parameter", text, text=text, scope=text, layer=text, help=text)
    hidden = replace(one, state=State.SUPPRESSED, justification=text)
    remaining = Remaining(1, 1, {text: 1}, {text: 1})
    return Verdict(
        text,
        (one, hidden),
        remaining,
        {"FCM101": ("residual-parameter", "s")},
        vanished=1,
        compared=text,
        notes=(text,),
    )


def clean() -> Verdict:
    return verdict({"app/a.py": "flow_id = 1\n"})


def test_text() -> None:
    assert written(found(), "text") == snapshot("""\
app/a.py
  2:14  error    FCM104  the old name lives on in an attribute that is read or written: 'session_id'
                         use 'flow_id'
  4:14  warning  FCM303  suppresses nothing: there is no FCM103 here
                         delete the comment

web/b.ts
  1:8  warning  FCM119  the old name lives on in a comment: 'sessionId'
                        use 'flowId'

3 new, 1 accepted, 1 suppressed (a, 31 rules)
2 active references remain in 1 file
  by layer: services 2
  by owner: @app 2
2 more since flowcodemod.baseline
note: 1 accepted finding is gone: flowcodemod.baseline can be tightened with 'flowcodemod baseline'
""")
    assert written(clean(), "text") == snapshot("""\
no findings (a, 31 rules)
no active reference remains
""")


def test_some_files_do_not_speak_for_the_repository() -> None:
    some = verdict({"app/a.py": "session_id = 1\n", "app/b.py": ""}, checked=frozenset({"app/a.py"}))
    assert "1 active reference remains in 1 file of those checked\n" in written(some, "text")
    none = verdict({"app/b.py": "x = 1\n"}, checked=frozenset({"app/b.py"}))
    assert "no active reference remains in the files checked\n" in written(none, "text")


def test_concise() -> None:
    assert written(found(), "concise") == snapshot("""\
app/a.py:2:14: FCM104 the old name lives on in an attribute that is read or written: 'session_id'
app/a.py:4:14: FCM303 suppresses nothing: there is no FCM103 here
web/b.ts:1:8: FCM119 the old name lives on in a comment: 'sessionId'
""")
    assert written(clean(), "concise") == ""


def test_statistics() -> None:
    assert statistics(found()) == snapshot("""\
     1  FCM101  residual-parameter        0 new
     1  FCM104  residual-attribute        1 new
     1  FCM119  residual-comment          1 new
     1  FCM303  unused-suppression        1 new
""")
    assert statistics(clean()) == ""


def test_json() -> None:
    document = json.loads(written(found(), "json"))
    findings = document.pop("findings")
    assert document == snapshot(
        {
            "schema_version": 1,
            "campaign": "a",
            "compared": "flowcodemod.baseline",
            "counts": {"new": 3, "accepted": 1, "moved": 0, "suppressed": 1},
            "vanished": 1,
            "change": 2,
            "remaining": {"references": 2, "files": 1, "by_layer": {"services": 2}, "by_owner": {"@app": 2}},
            "notes": ["1 accepted finding is gone: flowcodemod.baseline can be tightened with 'flowcodemod baseline'"],
        }
    )
    assert findings[0] == snapshot(
        {
            "path": "app/a.py",
            "line": 1,
            "column": 10,
            "end_line": 1,
            "end_column": 20,
            "code": "FCM101",
            "name": "residual-parameter",
            "message": "the old name lives on in a parameter: 'session_id'",
            "severity": "error",
            "state": "accepted",
            "text": "session_id",
            "role": "parameter",
            "scope": "load",
            "layer": "services",
            "fingerprint": "b602f2ab7e9d1e48",
            "help": "use 'flow_id'",
            "justification": "",
        }
    )
    lines = [json.loads(line) for line in written(found(), "json-lines").splitlines()]
    assert lines == findings
    assert [(one["code"], one["state"]) for one in findings] == snapshot(
        [("FCM101", "accepted"), ("FCM104", "new"), ("FCM104", "suppressed"), ("FCM303", "new"), ("FCM119", "new")]
    )
    assert written(clean(), "json-lines") == ""


def test_github() -> None:
    assert written(found(), "github") == snapshot("""\
::error file=app/a.py,line=2,endLine=2,col=14,endColumn=24,title=FCM104 residual-attribute::the old name lives on in an attribute that is read or written: 'session_id'; use 'flow_id'
::warning file=app/a.py,line=4,endLine=4,col=14,endColumn=56,title=FCM303 unused-suppression::suppresses nothing: there is no FCM103 here; delete the comment
::warning file=web/b.ts,line=1,endLine=1,col=8,endColumn=17,title=FCM119 residual-comment::the old name lives on in a comment: 'sessionId'; use 'flowId'
""")  # noqa: E501
    assert written(clean(), "github") == ""


def test_gitlab() -> None:
    issues = json.loads(written(found(), "gitlab"))
    assert issues[0] == snapshot(
        {
            "description": "FCM101: the old name lives on in a parameter: 'session_id'",
            "check_name": "residual-parameter",
            "fingerprint": "b602f2ab7e9d1e48",
            "severity": "major",
            "location": {"path": "app/a.py", "lines": {"begin": 1, "end": 1}},
        }
    )
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 4
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert json.loads(written(clean(), "gitlab")) == []


def test_sarif_is_valid_and_says_everything() -> None:
    for one in (found(), clean(), hostile()):
        assert [error.message for error in Draft4Validator(SARIF).iter_errors(json.loads(written(one, "sarif")))] == []
    (run,) = json.loads(written(found(), "sarif"))["runs"]
    assert run["results"][0] == snapshot(
        {
            "ruleId": "FCM101",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "the old name lives on in a parameter: 'session_id'; use 'flow_id'"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "app/a.py", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 20},
                    }
                }
            ],
            "partialFingerprints": {"flowcodemod/v1": "b602f2ab7e9d1e48"},
            "suppressions": [],
            "baselineState": "unchanged",
        }
    )
    assert [one.get("baselineState") for one in run["results"]] == snapshot(["unchanged", "new", None, "new", "new"])
    assert [one["suppressions"] for one in run["results"]] == snapshot(
        [[], [], [{"kind": "inSource", "justification": "the old client"}], [], []]
    )
    assert [one["fixes"] for one in run["results"] if "fixes" in one] == snapshot(
        [
            [
                {
                    "description": {"text": "delete the comment"},
                    "artifactChanges": [
                        {
                            "artifactLocation": {"uri": "app/a.py", "uriBaseId": "%SRCROOT%"},
                            "replacements": [
                                {
                                    "deletedRegion": {"charOffset": 120, "charLength": 44},
                                    "insertedContent": {"text": ""},
                                }
                            ],
                        }
                    ],
                }
            ]
        ]
    )
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert rules[0] == snapshot(
        {
            "id": "FCM101",
            "name": "residual-parameter",
            "shortDescription": {"text": "the old name lives on in a parameter"},
            "help": {"text": "flowcodemod explain FCM101"},
        }
    )


def test_sarif_fingerprints_do_not_know_lines() -> None:
    def prints(text: str) -> list[dict[str, str]]:
        (run,) = json.loads(written(verdict({"app/a.py": text}), "sarif"))["runs"]
        return [result["partialFingerprints"] for result in run["results"]]

    assert prints(BEFORE["app/a.py"]) == prints("import os\n\n\n" + BEFORE["app/a.py"])


def test_sarif_without_a_baseline_compares_nothing() -> None:
    (run,) = json.loads(written(verdict(BEFORE), "sarif"))["runs"]
    assert not any("baselineState" in result for result in run["results"])


def test_junit() -> None:
    few = replace(found(), rules={code: rule for code, rule in found().rules.items() if code in ("FCM104", "FCM303")})
    assert written(few, "junit") == snapshot("""\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="flowcodemod" tests="2" failures="2" errors="0">
  <testsuite name="flowcodemod" tests="2" failures="2" errors="0">
    <testcase classname="flowcodemod.a" name="FCM104 residual-attribute">
      <failure type="FCM104" message="1 new: the old name lives on in an attribute that is read or written">app/a.py:2:14: FCM104 the old name lives on in an attribute that is read or written: 'session_id'</failure>
    </testcase>
    <testcase classname="flowcodemod.a" name="FCM303 unused-suppression">
      <failure type="FCM303" message="1 new: a suppression hides nothing, or does not count">app/a.py:4:14: FCM303 suppresses nothing: there is no FCM103 here</failure>
    </testcase>
  </testsuite>
</testsuites>
""")  # noqa: E501
    root = ElementTree.fromstring(written(clean(), "junit"))
    assert (root.attrib["failures"], int(root.attrib["tests"]) > 30) == ("0", True)


def test_markdown() -> None:
    assert written(found(), "markdown") == snapshot("""\
## flowcodemod: 3 new findings

| where | rule | what |
|---|---|---|
| app/a.py:2 | FCM104 residual-attribute | the old name lives on in an attribute that is read or written: 'session&#95;id' |
| app/a.py:4 | FCM303 unused-suppression | suppresses nothing: there is no FCM103 here |
| web/b.ts:1 | FCM119 residual-comment | the old name lives on in a comment: 'sessionId' |

3 new, 1 accepted, 1 suppressed (a, 31 rules)

**2 active references remain in 1 file**

| layer | left |
|---|---|
| services | 2 |

| owner | left |
|---|---|
| &#64;app | 2 |

- 1 accepted finding is gone: flowcodemod.baseline can be tightened with 'flowcodemod baseline'
""")
    assert written(clean(), "markdown") == snapshot("""\
## flowcodemod: no new findings

no findings (a, 31 rules)

**no active reference remains**
""")


def test_markdown_is_kept_short() -> None:
    many = verdict({"app/a.py": "session_id = 1\n" * 120})
    assert written(many, "markdown").count("FCM103") == 100
    assert "and 20 more" in written(many, "markdown")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_breaks_out(name: str) -> None:
    """No control sign, no line of its own, no workflow command, and every output can be written as UTF-8."""
    output = written(hostile(), name)
    output.encode("utf-8")
    assert not {"\x1b", "\r", "\u202e"} & set(output)
    assert not [line for line in output.splitlines() if line.lstrip().startswith("::error::")]
    if name != "json" and "json" not in name and name not in ("gitlab", "sarif"):
        assert "##[" not in output


@given(st.text(max_size=30))
def test_any_text_survives_every_format(text: str) -> None:
    found = hostile(text)
    assert len(written(found, "concise").splitlines()) == 1
    assert len(written(found, "json-lines").splitlines()) == 2
    assert len(written(found, "github").splitlines()) == 1
    assert json.loads(written(found, "json"))["findings"][0]["path"] == text
    assert ElementTree.fromstring(written(found, "junit")).tag == "testsuites"
    json.loads(written(found, "gitlab"))
    rows = [line for line in written(found, "markdown").splitlines() if line.startswith("|")]
    assert all(row.count("|") in (3, 4) for row in rows)


@given(st.text())
def test_escapes_leave_harmless_text_alone(text: str) -> None:
    assert len(printable(text).splitlines()) <= 1
    assert printable(printable(text)) == printable(text)
    assert not heading(text).lstrip().startswith("::")
    if text.isalnum():
        assert printable(text) == markdown(text) == heading(text) == text
