"""The pages of the rules are what the rules say."""

import runpy
from pathlib import Path

from inline_snapshot import snapshot

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.report.rule_pages import explain, rule_list, rule_page

PAGES = Path(__file__).parents[2] / "docs/rules"
RULES = {rule.code: rule for rule in load_rules()}


def test_the_pages_are_current() -> None:
    """If this fails: python docs/rules/generate.py."""
    expected = runpy.run_path(str(PAGES / "generate.py"))["pages"]()
    assert {path.name: path.read_text("utf-8") for path in PAGES.glob("*.md")} == expected


def test_every_rule_has_a_page_that_shows_its_examples() -> None:
    for rule in RULES.values():
        page = rule_page(rule)
        assert page.startswith(f"# {rule.code} {rule.name}\n")
        assert all(line in page for example in rule.fires for line in example.text.splitlines())


def test_explain() -> None:
    assert explain(RULES["FCM103"]) == snapshot("""\
FCM103 residual-variable: the old name lives on in a variable

The old name of the campaign lives on in a variable (role `variable`, an error). It counts in every
casing and plural, also inside a longer identifier.

Rename it with `flowcodemod plan` and `flowcodemod apply`, which change what belongs together at
once. A name that must stay needs an `[[allow]]` entry with an owner and an end, or a comment
`flowcodemod: ignore[FCM103] reason` on its line.

Fires:
    session_id = 1  ← here

Does not fire:
    obsession_idea = session = 1
""")
    assert explain(RULES["FCM123"]).splitlines()[-4:] == snapshot(
        ["    (a file named app/session_id.py)", "", "Does not fire:", "    (a file named app/session.py)"]
    )


def test_the_list_has_a_line_a_rule() -> None:
    assert rule_list(RULES.values()).splitlines()[0] == snapshot(
        "FCM101  residual-parameter         the old name lives on in a parameter"
    )
    assert len(rule_list(RULES.values()).splitlines()) == len(RULES)
