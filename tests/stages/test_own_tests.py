"""The project's own tests: run only as asked, in the environment asked for, never through a shell."""

import sys
from pathlib import Path

import pytest

from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.plan import Edit, Group, Reach
from flowcodemod.model.proof import Changed, Outcome
from flowcodemod.stages.own_tests import collects, passes
from worktree import write

PYTHON = Path(sys.executable)
GROUPS = (
    Group("one", 0.95, Reach.LOCAL, (), (Edit("tests/test_a.py", 0, 10, 1, "session_id", "flow_id"),)),
    Group("two", 0.95, Reach.LOCAL, (), (Edit("tests/test_a.py", 20, 30, 2, "session_id", "flow_id"),)),
)
TEST = Changed("tests/test_a.py", "", "", "", "tests/test_a.py")
CODE = Changed("app.py", "", "", "", "app.py")


def script(root: Path, text: str) -> str:
    write(root, {"own.py": text})
    return "python own.py"


def test_a_command_that_succeeds(tmp_path: Path) -> None:
    proof = passes(tmp_path, PYTHON, script(tmp_path, "print('1 passed')"), [TEST], GROUPS)
    assert (proof.outcome, proof.detail) == (Outcome.HOLDS, "python own.py: 1 passed")


def test_the_interpreter_is_the_target_s(tmp_path: Path) -> None:
    command = script(tmp_path, "import sys, os; print(sys.executable, os.environ['VIRTUAL_ENV'])")
    shown = passes(tmp_path, PYTHON, command, [], GROUPS).detail
    assert str(PYTHON.parent) in shown
    assert str(PYTHON.parent.parent) in shown


def test_a_failure_names_the_groups_of_the_lines_it_speaks_of(tmp_path: Path) -> None:
    command = script(
        tmp_path, "print('tests/test_a.py:2: NameError'); print('x/tests_test_a.py:1'); raise SystemExit(3)"
    )
    proof = passes(tmp_path, PYTHON, command, [TEST], GROUPS)
    assert (proof.outcome, proof.groups) == (Outcome.FAILS, ("two",))
    assert proof.detail.startswith("python own.py ended with code 3: tests/test_a.py:2: NameError")


def test_a_failure_elsewhere_names_no_group(tmp_path: Path) -> None:
    proof = passes(tmp_path, PYTHON, script(tmp_path, "raise SystemExit(1)"), [TEST], GROUPS)
    assert (proof.outcome, proof.groups) == (Outcome.FAILS, ())
    assert "it printed nothing" in proof.detail


@pytest.mark.parametrize(("command", "said"), [("", "no test command"), ("'", "cannot be read"), ("nosuch-x", "run")])
def test_a_command_that_cannot_be_run_is_an_error(tmp_path: Path, command: str, said: str) -> None:
    with pytest.raises(FlowcodemodError, match=said):
        passes(tmp_path, PYTHON, command, [], GROUPS)


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    proof = passes(
        tmp_path, PYTHON, script(tmp_path, "import sys; print(sys.argv[1:])") + " $HOME ';' >out", [], GROUPS
    )
    assert proof.detail.endswith("['$HOME', ';', '>out']")
    assert not (tmp_path / "out").exists()


def test_only_touched_tests_are_collected(tmp_path: Path) -> None:
    write(tmp_path, {"tests/test_a.py": "def test_a() -> None: ...\n", "tests/test_b.py": "import nosuch\n"})
    proof = collects(tmp_path, PYTHON, [TEST, CODE], GROUPS)
    assert proof.outcome is Outcome.HOLDS
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["test_a.py", "test_b.py", "tests"]


def test_a_test_that_cannot_be_collected_names_its_group(tmp_path: Path) -> None:
    write(tmp_path, {"tests/test_a.py": "import nosuch\n"})
    proof = collects(tmp_path, PYTHON, [TEST], GROUPS)
    assert (proof.outcome, proof.groups) == (Outcome.FAILS, ("one",))


def test_without_touched_tests_nothing_is_run(tmp_path: Path) -> None:
    assert collects(tmp_path, Path("/nosuch/python"), [CODE], GROUPS).outcome is Outcome.SKIPPED
