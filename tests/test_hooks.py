"""The hooks other repositories get from us."""

from importlib.metadata import entry_points
from pathlib import Path

import yaml

HOOKS = yaml.safe_load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_each_hook_runs_check_once_on_what_git_has_staged() -> None:
    commands = {
        command.name
        for command in entry_points(group="console_scripts")
        if command.dist and command.dist.name == "flowcodemod"
    }
    assert [hook["id"] for hook in HOOKS] == ["flowcodemod", "flowcodemod-fix"]
    for hook in HOOKS:
        program, command, *_ = hook["entry"].split()
        assert (program in commands, command) == (True, "check")
        assert hook["require_serial"] is True
        assert hook["language"] == "python"


def test_only_the_second_hook_writes() -> None:
    assert [hook["id"] for hook in HOOKS if "--fix" in hook["entry"]] == ["flowcodemod-fix"]
