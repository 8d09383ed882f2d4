"""What is said where pyrefly cannot be asked, or does not answer."""

from pathlib import Path

import pytest

from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.typecheck.environment import Environment
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import CheckerUnavailable, Diagnosis
from flowcodemod.typecheck.pyrefly import open_checker, open_project
from flowcodemod.typecheck.pyrefly_check import rejection
from flowcodemod.typecheck.spec import ServerSpec, Surroundings, find_executable, variables


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("search-path = [", "TOML parse error"),
        ('python-version = "3.99999999999"', "TOML parse error"),
        ("skip-interpreter-queries = true", "Extra keys found in config: skip-interpreter-queries"),
    ],
)
def test_a_configuration_that_pyrefly_does_not_take_word_for_word_is_rejected(
    tmp_path: Path, line: str, complaint: str
) -> None:
    file = tmp_path / "pyrefly.toml"
    around = Surroundings(find_executable("pyrefly", tmp_path) or Path(), tmp_path, variables(tmp_path))
    file.write_text("skip-interpreter-query = true\n")
    assert rejection(around, file) == ""
    file.write_text(f"skip-interpreter-query = true\n{line}\n")
    assert complaint in rejection(around, file)


def test_a_path_that_is_not_utf8_ends_in_a_reason(tmp_path: Path) -> None:
    root = tmp_path / "r\udcff"
    with open_project(Project(root, (root,), Environment())) as checker:
        assert checker.diagnose([]).problem.startswith("pyrefly cannot be started: a path on the project's import path")


def test_a_check_that_fails_says_why(tmp_path: Path) -> None:
    with open_checker(tmp_path) as checker:
        diagnosis = checker.diagnose(["gone.py"])
    assert not diagnosis.problems
    assert diagnosis.problem.startswith("pyrefly check ended with code 1: ")


def test_without_a_checker_a_value_says_so(tmp_path: Path) -> None:
    missing = ServerSpec("no-such-checker", (), lambda _project, _folder: {})
    with open_checker(tmp_path, spec=missing) as checker:
        assert isinstance(checker, CheckerUnavailable)
        assert checker.problem == (
            "no-such-checker is not installed: install it beside flowcodemod (pip install no-such-checker)"
        )
        assert checker.definitions({"a.py": [0]}) == {}
        assert checker.type_definitions({"a.py": [0]}) == {}
        assert checker.hovers({"a.py": [0]}) == {}
        assert checker.diagnose(["a.py"]) == Diagnosis(problem=checker.problem)


def test_an_interpreter_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FlowcodemodError, match="is no interpreter: name one"):
        open_checker(tmp_path, tmp_path / "bin/python")
