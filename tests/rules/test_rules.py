"""Every rule fires on each of its own examples, on the lines it says, and on none of its look-alikes."""

import pytest

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.model.reference import Role
from flowcodemod.model.rule import Example, Rule
from flowcodemod.model.verdict import RESIDUAL_CODES
from gate import verdict

RULES = load_rules()
CASES = [(rule, example) for rule in RULES for example in (*rule.fires, *rule.passes)]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{rule.code}-{one.text[:40]!r}" for rule, one in CASES])
def test_an_example(rule: Rule, example: Example) -> None:
    found = verdict({example.path: example.text}, example.campaign, today=example.today).findings
    assert tuple(one.line for one in found if one.code == rule.code) == example.lines


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert all(example.lines for example in rule.fires)
    assert not any(example.lines for example in rule.passes)
    assert rule.fires
    assert rule.passes
    assert rule.explanation.strip()
    assert rule.summary[0].islower()
    assert not rule.summary.endswith(".")


def test_codes_never_change() -> None:
    """Codes are published: people write them into their code."""
    assert {rule.code: rule.name for rule in RULES} == {
        "FCM101": "residual-parameter",
        "FCM102": "residual-argument",
        "FCM103": "residual-variable",
        "FCM104": "residual-attribute",
        "FCM105": "residual-field",
        "FCM106": "residual-column",
        "FCM107": "residual-key",
        "FCM108": "residual-storage-key",
        "FCM109": "residual-path",
        "FCM110": "residual-route",
        "FCM111": "residual-header",
        "FCM112": "residual-environment",
        "FCM113": "residual-sql",
        "FCM114": "residual-class",
        "FCM115": "residual-function",
        "FCM116": "residual-module",
        "FCM117": "residual-import",
        "FCM118": "residual-message",
        "FCM119": "residual-comment",
        "FCM120": "residual-docstring",
        "FCM121": "residual-prose",
        "FCM122": "residual-id-literal",
        "FCM123": "residual-filename",
        "FCM201": "legacy-id-literal",
        "FCM202": "legacy-fallback",
        "FCM203": "legacy-twin",
        "FCM301": "expired-allowlist-entry",
        "FCM302": "unused-allowlist-entry",
        "FCM303": "unused-suppression",
        "FCM304": "retention-passed",
        "FCM305": "cap-exceeded",
    }


def test_each_role_has_one_residual_rule() -> None:
    assert list(RESIDUAL_CODES) == sorted(Role, key=lambda role: RESIDUAL_CODES[role])
    assert {role: f"residual-{role}" for role in Role} == {
        role: rule.name for role in Role for rule in RULES if rule.code == RESIDUAL_CODES[role]
    }


def test_rules_about_whole_repositories_stay_silent_on_some_files() -> None:
    whole = {"FCM301", "FCM302", "FCM304", "FCM305"}
    for rule in RULES:
        for example in rule.fires if rule.code in whole else ():
            files = {example.path: example.text}
            found = verdict(files, example.campaign, today=example.today, checked=frozenset(files)).findings
            assert not [one for one in found if one.code in whole]


def test_allowlisted_and_historical_references_are_no_findings() -> None:
    text = 'x = {"flow_id": 1, "session_id": 2}\ny = flow_id or session_id\n'
    allow = '[[allow]]\npath = "app/old/**"\nowner = "a"\nreason = "b"\n'
    found = verdict({"app/old/a.py": text, "alembic/versions/1.py": text, "CHANGELOG.md": text}, allow).findings
    assert found == ()


def test_every_finding_in_a_file_knows_its_layer() -> None:
    more = '[ids]\nlegacy = ["disc_session_{hex8}"]\n[layers]\nservices = ["app/**"]\n'
    text = 'x = f"disc_session_{token}"\ny = flow_id or session_id\nz = {"flow_id": 1, "session_id": 2}\n'
    found = verdict({"app/a.py": text}, more).findings
    assert {one.code for one in found} == {"FCM103", "FCM107", "FCM201", "FCM202", "FCM203"}
    assert {one.layer for one in found} == {"services"}


def test_no_depth_is_too_much() -> None:
    """Deep nesting is looked at as far as it may matter, and costs no recursion."""
    deep = "x = flow_id or " + "(" * 5000 + "session_id" + ")" * 5000 + "\n"
    args = "f(" * 60 + '"flow_id", session_id' + ")" * 60 + "\n"
    found = verdict({"app/a.py": deep, "app/b.py": args}).findings
    assert [(one.path, one.code) for one in found] == [("app/a.py", "FCM103"), ("app/b.py", "FCM103")]
