"""A plan comes whatever becomes of the type checker, and says what it had to do without."""

import json
import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import NAMES, CommandLine
from flowcodemod.typecheck import pyrefly
from flowcodemod.typecheck.server import LanguageServer
from worktree import tree

MOMENTS = sorted(random.Random(4).sample(range(1, 16), 4))
Confidences = dict[tuple[str, int], float]


@pytest.fixture
def kill_when(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], bool]], list[int]]:
    """Kill the checker before those of its requests, counted from 1, that a function picks; returns the picked ones."""

    def start(picked: Callable[[int], bool]) -> list[int]:
        killed: list[int] = []
        count = 0
        request = LanguageServer.request

        def counting(server: LanguageServer, method: str, params: dict[str, object]) -> object:
            nonlocal count
            count += 1
            if picked(count):
                os.killpg(server.pid, signal.SIGKILL)
                killed.append(count)
            return request(server, method, params)

        monkeypatch.setattr(LanguageServer, "request", counting)
        return killed

    return start


def planned(cli: CommandLine) -> tuple[Confidences, str]:
    """What each place is edited with, and what was said on the way."""
    answer = cli("plan", *NAMES, "--out", "../plan.json")
    document = json.loads((cli.root.parent / "plan.json").read_bytes())
    groups = document["groups"]
    return {
        (edit["path"], edit["start"]): group["confidence"] for group in groups for edit in group["edits"]
    }, answer.err


def confident(found: Confidences) -> set[tuple[str, int]]:
    return {place for place, confidence in found.items() if confidence >= 0.9}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_once_it_is_started_again_and_nothing_is_lost(
    cli: CommandLine, example: Path, kill_when: Callable[[Callable[[int], bool]], list[int]], moment: int
) -> None:
    undisturbed, silence = planned(cli)
    killed = kill_when(lambda count: count == moment)
    before = tree(example)
    assert planned(cli) == (undisturbed, silence)
    assert killed == [moment]
    assert tree(example) == before


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_again_and_again_less_is_confident_and_it_says_so(
    cli: CommandLine, example: Path, kill_when: Callable[[Callable[[int], bool]], list[int]], moment: int
) -> None:
    undisturbed, silence = planned(cli)
    killed = kill_when(lambda count: count >= moment)
    before = tree(example)
    found, said = planned(cli)
    assert killed
    assert tree(example) == before
    assert found
    assert confident(found) < confident(undisturbed)
    assert "less can be proven" in said.removeprefix(silence)


def test_not_installed_less_is_confident_and_it_says_so(
    cli: CommandLine, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed, _ = planned(cli)
    monkeypatch.setattr(pyrefly, "find_executable", lambda _name, _root: None)
    before = tree(example)
    found, said = planned(cli)
    assert tree(example) == before
    assert found
    assert confident(found) < confident(undisturbed)
    assert "pyrefly is not installed: install it beside flowcodemod" in " ".join(said.split())
