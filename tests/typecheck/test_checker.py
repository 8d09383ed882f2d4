"""The checker against a server that dies, hangs or talks nonsense."""

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from flowcodemod.model.link import Answer
from flowcodemod.typecheck.checker import LanguageServerChecker
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import Diagnosis, Limits
from flowcodemod.typecheck.server import ServerError
from flowcodemod.typecheck.spec import ServerSpec, Surroundings

FAKE = Path(__file__).parent / "fake_server.py"
TEXT = "session_id = 1\nprint(session_id)\n"
STARTS = (0, 21)
PATIENT = Limits()
IMPATIENT = Limits(answer=1.0)

Make = Callable[..., LanguageServerChecker]


def nothing(_project: Project, _around: Surroundings) -> Mapping[str, Any]:
    return {"mine": True}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    for name in ("a.py", "b.py", "c.py"):
        (root / name).write_text(TEXT)
    return root


@pytest.fixture
def state(tmp_path: Path) -> Path:
    state = tmp_path / "state"
    state.mkdir()
    return state


@pytest.fixture
def make(root: Path, state: Path) -> Make:
    def make(mode: str = "echo", file: str = "", limits: Limits = PATIENT) -> LanguageServerChecker:
        spec = ServerSpec("fake", (str(FAKE), str(state), mode, file), nothing)
        return LanguageServerChecker(spec, Path(sys.executable), Project.find(root), limits)

    return make


def itself(path: str, start: int) -> tuple[Answer, ...]:
    return (Answer(path, start, "session_id", outside=False),)


EVERYTHING = {(path, start): itself(path, start) for path in ("a.py", "b.py", "c.py") for start in STARTS}
QUERIES = {path: STARTS for path, _ in EVERYTHING}


def test_answers_come_in_code_points(make: Make, root: Path) -> None:
    (root / "a.py").write_text("x = '😀'; session_id = 1\n")
    with make() as checker:
        assert checker.definitions({"a.py": [9]}) == {("a.py", 9): itself("a.py", 9)}
        assert not checker.problems


@pytest.mark.parametrize("mode", ["echo", "list", "link"])
def test_every_shape_of_answer_is_understood(make: Make, mode: str) -> None:
    with make(mode) as checker:
        assert checker.definitions(QUERIES) == EVERYTHING


def test_null_is_an_answer_that_knows_nothing(make: Make) -> None:
    with make("null") as checker:
        assert checker.definitions({"a.py": STARTS}) == {("a.py", 0): (), ("a.py", 21): ()}
        assert not checker.problems


def test_nonsense_costs_only_its_own_answer(make: Make) -> None:
    with make("nonsense") as checker:
        assert checker.definitions({"a.py": STARTS}) == {}
        assert checker.problems["a.py"].startswith("fake answered something else: ")
        assert not checker.problem


def test_hover_is_shown_without_its_fence(make: Make) -> None:
    with make("hover") as checker:
        assert checker.hovers({"a.py": [0]}) == {("a.py", 0): "int"}
    with make("null") as checker:
        assert checker.hovers({"a.py": [0]}) == {("a.py", 0): ""}


def test_nothing_starts_before_it_is_asked(make: Make, state: Path) -> None:
    with make("stillborn") as checker:
        assert checker.pid is None
        assert checker.definitions({}) == {}
        assert checker.pid is None
        assert not checker.problem
    assert not list(state.iterdir())


def test_our_settings_are_handed_over(make: Make, state: Path) -> None:
    with make() as checker:
        checker.definitions({"a.py": [0]})
    assert json.loads((state / "settings").read_text()) == [{"mine": True}, {"mine": True}]


def test_each_file_is_opened_asked_and_closed_in_turn(make: Make, state: Path) -> None:
    with make() as checker:
        checker.definitions(QUERIES)
    notes = (state / "notes").read_text().split("\n")
    assert notes[:5] == ["didOpen a.py", "didClose a.py", "didOpen b.py", "didClose b.py", "didOpen c.py"]


def test_progress_counts_files(make: Make) -> None:
    steps: list[tuple[int, int]] = []
    with make() as checker:
        checker.definitions(QUERIES, lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_a_server_that_dies_once_is_started_again(make: Make) -> None:
    with make("crash-once", "b.py") as checker:
        assert checker.definitions(QUERIES) == EVERYTHING
        assert not checker.problems


def test_a_file_that_kills_the_server_twice_is_given_up(make: Make) -> None:
    with make("crash", "b.py") as checker:
        found = checker.definitions(QUERIES)
        assert found == {key: value for key, value in EVERYTHING.items() if key != ("b.py", 21)}
        assert checker.problems == {"b.py": "given up, fake failed 2 times on it: it ended with code -9"}
        assert not checker.problem
        pid = checker.pid
        assert checker.definitions({"b.py": [0], "c.py": [0]}) == {("c.py", 0): itself("c.py", 0)}
        assert checker.pid == pid


def test_killed_from_outside_between_any_two_files(make: Make) -> None:
    with make() as checker:
        killed: list[int] = []

        def kill(_done: int, _total: int) -> None:
            assert checker.pid is not None
            os.kill(checker.pid, signal.SIGKILL)
            killed.append(checker.pid)

        assert checker.definitions(QUERIES, kill) == EVERYTHING
        assert len(set(killed)) == 3
        assert not checker.problems


def test_a_server_that_hangs_is_ended_and_the_file_given_up(make: Make) -> None:
    with make("hang", "b.py", IMPATIENT) as checker:
        found = checker.definitions(QUERIES)
        assert found == {key: value for key, value in EVERYTHING.items() if key[0] != "b.py"}
        assert checker.problems == {"b.py": "given up, fake failed 2 times on it: no answer within 1 seconds"}


def test_a_server_that_reads_nothing_more_does_not_block_us(make: Make, root: Path) -> None:
    many = 20_000
    (root / "a.py").write_text("session_id\n" * many)
    with make("deaf", "", IMPATIENT) as checker:
        assert checker.definitions({"a.py": [11 * line for line in range(many)]}) == {}
        assert checker.problems["a.py"].startswith("given up, fake failed 2 times on it")


def test_the_limit_for_everything_leaves_the_rest(make: Make) -> None:
    with make(limits=Limits(total=0.0)) as checker:
        assert checker.definitions(QUERIES) == {}
        assert checker.problems == dict.fromkeys(QUERIES, "the time limit of 0 seconds was used up")
        assert checker.pid is None


def test_a_refusal_costs_only_its_own_answer(make: Make) -> None:
    with make("refuse", "b.py") as checker:
        assert checker.definitions(QUERIES) == {key: EVERYTHING[key] for key in EVERYTHING if key != ("b.py", 0)}
        assert checker.problems == {"b.py": "fake cannot answer: no idea"}


def test_a_server_that_cannot_start_is_told_once(make: Make) -> None:
    with make("stillborn") as checker:
        assert checker.definitions(QUERIES) == {}
        assert checker.problem == "fake cannot be started: it ended with code 3"
        assert checker.problems == {"a.py": checker.problem}
        assert checker.definitions(QUERIES) == {}


def test_a_server_that_does_not_ask_for_its_settings_is_not_asked_anything(make: Make, state: Path) -> None:
    with make("mute", limits=Limits(start=1.0)) as checker:
        assert checker.definitions(QUERIES) == {}
        assert checker.problem.startswith("fake cannot be started: ")
    assert not (state / "notes").exists()


def test_a_server_that_does_not_accept_our_configuration_is_not_started(root: Path, state: Path) -> None:
    def refuse(_project: Project, _around: Surroundings) -> Mapping[str, Any]:
        raise ServerError("no")

    spec = ServerSpec("fake", (str(FAKE), str(state), "echo"), refuse)
    with LanguageServerChecker(spec, Path(sys.executable), Project.find(root)) as checker:
        assert checker.definitions(QUERIES) == {}
        assert checker.problem == "fake cannot be started: no"
    assert not list(state.iterdir())


def test_a_program_that_is_not_there_is_told(root: Path, tmp_path: Path) -> None:
    spec = ServerSpec("fake", (), nothing)
    with LanguageServerChecker(spec, tmp_path / "gone", Project.find(root)) as checker:
        assert checker.definitions(QUERIES) == {}
        assert (
            checker.problem == f"fake cannot be started: {tmp_path / 'gone'} does not start: No such file or directory"
        )


def test_a_file_that_is_no_python_text_is_told(make: Make, root: Path) -> None:
    (root / "b.py").write_bytes(b"\xff\xfe")
    with make() as checker:
        found = checker.definitions({"b.py": [0], "gone.py": [0], "a.py": [0]})
        assert found == {("a.py", 0): itself("a.py", 0)}
        assert checker.problems == dict.fromkeys(["b.py", "gone.py"], "it cannot be read as Python text")


def test_a_checker_that_lists_no_errors_says_so(make: Make) -> None:
    with make() as checker:
        assert checker.diagnose(["a.py"]) == Diagnosis(problem="fake is not asked for type errors")


def test_closing_ends_the_process_and_removes_its_folder(make: Make, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    checker = make()
    checker.definitions({"a.py": [0]})
    pid = checker.pid
    assert pid is not None
    assert list(tmp_path.glob("flowcodemod-*"))
    checker.close()
    assert not list(tmp_path.glob("flowcodemod-*"))
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert checker.definitions({"a.py": [0]}) == {("a.py", 0): itself("a.py", 0)}
    checker.close()
