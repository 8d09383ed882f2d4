"""The gate's rules as Fixit runs them."""

from importlib import import_module
from pathlib import Path

import pytest
from fixit.api import fixit_paths
from fixit.config import walk_module

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.repo.baseline import write_baseline
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaign
from flowcodemod.stages.check import Check, check
from flowcodemod.stages.judge import acceptable
from gate import HEAD, TODAY
from worktree import repository, write

FIXIT = '[tool.fixit]\nroot = true\nenable = ["flowcodemod.bridges.fixit"]\ndisable = ["fixit.rules"]\n'
ALLOW = '[[allow]]\npath = "old/**"\nowner = "a"\nreason = "b"\n'
FILES = {"pyproject.toml": FIXIT, "flowcodemod.toml": HEAD + ALLOW}


def lint(root: Path, path: str) -> list[str]:
    """What Fixit says about a file: place, class and code of each violation, or its error."""
    found = []
    for result in fixit_paths([root / path]):
        if result.error:
            found.append(str(result.error[0]))
        if result.violation:
            start, code = result.violation.range.start, result.violation.message.split()[0]
            found.append(f"{start.line}:{start.column} {result.violation.rule_name} {code}")
    return sorted(found)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "a.py",
            "def f(session_id):\n    return session_id\n",
            ["1:6 ResidualParameter FCM101", "2:11 ResidualVariable FCM103"],
        ),
        ("a.py", "x = flow_id or session_id\n", ["1:15 LegacyFallback FCM202", "1:15 ResidualVariable FCM103"]),
        ("a.py", "def f(session, obsession_idea): ...\n", []),
        ("a.py", "x = session_id  # flowcodemod: ignore[FCM103] the old client\n", []),
        ("old/a.py", "session_id = 1\n", []),
    ],
)
def test_fixit_says_what_the_gate_says(tmp_path: Path, path: str, text: str, expected: list[str]) -> None:
    repository(tmp_path, {**FILES, path: text})
    assert lint(tmp_path, path) == expected


def test_what_the_baseline_accepts_is_silent(tmp_path: Path) -> None:
    repository(tmp_path, {**FILES, "a.py": "session_id = 1\n"})
    found = check(Repository.find(tmp_path), load_campaign(root=tmp_path), load_rules(), Check(TODAY))
    write_baseline(tmp_path, acceptable(found))
    write(tmp_path, {"a.py": "import os\n\nsession_id = 1\nother_session_id = 2\n"})
    assert lint(tmp_path, "a.py") == ["4:0 ResidualVariable FCM103"]


def test_without_a_campaign_it_does_not_say_clean(tmp_path: Path) -> None:
    repository(tmp_path, {"pyproject.toml": FIXIT, "a.py": "session_id = 1\n"})
    (error,) = lint(tmp_path, "a.py")
    assert error.startswith("no campaign")


def test_every_rule_is_there_once_and_nothing_else() -> None:
    """Fixit takes imported base classes for rules; ours has none."""
    names = {"".join(word.capitalize() for word in rule.name.split("-")): rule.code for rule in load_rules()}
    found = walk_module(import_module("flowcodemod.bridges.fixit"))
    assert {name: (one.__doc__ or "")[:6] for name, one in found.items()} == names
