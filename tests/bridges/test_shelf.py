"""A shelf loads whole or not at all."""

from pathlib import Path
from uuid import uuid4

import pytest

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.model.errors import FlowcodemodError

RULE = """
from flowcodemod.model.rule import Rule
{} = Rule("{}", "{}", "s", "e", lambda inspection: (), (), ())
"""


def shelf(folder: Path, monkeypatch: pytest.MonkeyPatch, **modules: str) -> str:
    """A package of rules with a name of its own, since Python remembers modules."""
    name = f"shelf_{uuid4().hex}"
    (folder / name).mkdir()
    for module, text in {"__init__": "", **modules}.items():
        (folder / name / f"{module}.py").write_text(text)
    monkeypatch.syspath_prepend(folder)
    return name


def test_rules_come_sorted_by_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = shelf(tmp_path, monkeypatch, a=RULE.format("RULE", "X2", "two"), b=RULE.format("RULE", "X1", "one"))
    assert [rule.code for rule in load_rules(name)] == ["X1", "X2"]


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({}, "holds no rule: a gate without rules checks nothing"),
        ({"a": "import nowhere_at_all"}, r"\.a cannot be loaded: ModuleNotFoundError: No module named"),
        ({"a": "1 +"}, r"\.a cannot be loaded: SyntaxError"),
        (
            {"a": RULE.format("RULE", "X1", "one"), "b": "raise RuntimeError('no')"},
            r"\.b cannot be loaded: RuntimeError: no",
        ),
        ({"a": "x = 1"}, r"\.a names no rule"),
        ({"a": "RULE = 1"}, r"\.a names no rule"),
        ({"a": "RULES = 1"}, r"\.a names no rule"),
        ({"a": RULE.format("RULE", "X1", "one"), "b": RULE.format("RULE", "X1", "two")}, "two rules have the code X1"),
        ({"a": RULE.format("RULE", "X1", "one"), "b": RULE.format("RULE", "X2", "one")}, "two rules have the name one"),
    ],
)
def test_a_broken_shelf_stops_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, modules: dict[str, str], message: str
) -> None:
    with pytest.raises(FlowcodemodError, match=message):
        load_rules(shelf(tmp_path, monkeypatch, **modules))


def test_a_missing_shelf_stops_everything() -> None:
    with pytest.raises(FlowcodemodError, match="cannot be loaded"):
        load_rules("flowcodemod.no_such_shelf")


def test_ours_loads() -> None:
    assert len(load_rules()) > 23
