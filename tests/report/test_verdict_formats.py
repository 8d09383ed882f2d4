"""Every format of the gate's answer: what it says, what it is valid against, and that nothing breaks out of it."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from flowcodemod.report.escapes import heading, markdown, printable
from flowcodemod.report.formats import FORMATS, written
from flowcodemod.report.verdict_text import statistics
from gate import verdict
from verdicts import clean, found, hostile


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
