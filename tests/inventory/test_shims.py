"""Shims and kept exports: old imports still work and warn, and the gate knows until when."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from flowcodemod.model.reference import Status
from flowcodemod.model.shim import marker, shim_until
from renaming import planned_again, renamed
from worktree import git

_CAMPAIGN = 'shim = 2027-05-01\n[names]\n"app/session.py" = "app/flow.py"\nSessionBase = "FlowBase"\n'
_FILES = {
    "app/__init__.py": "",
    "app/session.py": "X = 1\n\n\nclass SessionBase:\n    pass\n",
    "app/use.py": "from app.session import SessionBase, X\n",
}


def _run(root: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "always", "-c", code], cwd=root, capture_output=True, text=True, check=False
    )


def test_old_imports_work_and_warn(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES, _CAMPAIGN)
    done = _run(
        root, "from app.session import SessionBase, X; import app.flow; print(SessionBase is app.flow.FlowBase, X)"
    )
    assert done.stdout == "True 1\n"
    assert "DeprecationWarning: app.session.SessionBase is app.flow.FlowBase now" in done.stderr
    assert "DeprecationWarning: app.session.X is app.flow.X now" in done.stderr


@pytest.mark.parametrize(
    "code", ["import app.use", "import app.flow", "import app.session", "from app.session import *"]
)
def test_nothing_else_warns_of_a_missing_name(tmp_path: Path, code: str) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES, _CAMPAIGN)
    done = _run(root, code)
    assert done.returncode == 0, done.stderr
    assert ("DeprecationWarning" in done.stderr) == ("*" in code)


def test_a_name_that_never_was_is_an_attribute_error(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES, _CAMPAIGN)
    assert "cannot import name 'Y'" in _run(root, "from app.session import Y").stderr


def test_a_second_run_leaves_the_shim(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES, _CAMPAIGN)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "there")
    again = planned_again(root, _CAMPAIGN)
    assert (again.plan.groups, again.plan.operations) == ((), ())
    assert {one.status for one in again.index.references} == {Status.ALLOWLISTED}


def test_no_shim_unless_asked_for_and_none_for_tests(tmp_path: Path) -> None:
    files = {"tests/test_session.py": "X = 1\n", **_FILES}
    names = '"tests/test_session.py" = "tests/test_flow.py"\n'
    assert "tests/test_session.py" not in renamed(tmp_path / "one", files, _CAMPAIGN + names)
    without = _CAMPAIGN.partition("\n")[2]
    assert "app/session.py" not in renamed(tmp_path / "two", files, without)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        (marker(date(2027, 5, 1)), date(2027, 5, 1)),
        ("x = 1\n# flowcodemod: shim until 2027-05-01\n", date(2027, 5, 1)),
        ("# flowcodemod: shim until 2027-13-01\n", None),
        ('x = "# flowcodemod: shim until 2027-05-01"\n', None),
        ("# flowcodemod: shim until soon\n", None),
    ],
)
def test_the_day_of_a_shim(text: str, until: date | None) -> None:
    assert shim_until(text) == until


_EXPORTED = {
    "pkg/__init__.py": 'from .mod import SessionManager\n\n__all__ = ["SessionManager"]\n',
    "pkg/mod.py": "class SessionManager: ...\n",
    "use.py": "from pkg import SessionManager\n",
}
_NAMES = '[names]\nSessionManager = "FlowManager"\n'


def test_a_kept_export_stands_beside_the_new_name(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    campaign = 'keep-exports = ["pkg.SessionManager"]\n' + _NAMES
    assert renamed(root, _EXPORTED, campaign) == {
        "pkg/__init__.py": (
            "from .mod import FlowManager, FlowManager as SessionManager\n\n"
            '__all__ = ["FlowManager", "SessionManager"]\n'
        ),
        "pkg/mod.py": "class FlowManager: ...\n",
        "use.py": "from pkg import FlowManager\n",
    }
    git(root, "commit", "-q", "-a", "-m", "there")
    assert planned_again(root, campaign).plan.groups == ()


def test_a_kept_definition_is_assigned_its_old_name(tmp_path: Path) -> None:
    campaign = 'keep-exports = ["pkg.mod.SessionManager"]\n' + _NAMES
    after = renamed(tmp_path / "repository", _EXPORTED, campaign)
    assert after["pkg/mod.py"] == "class FlowManager: ...\n\n\nSessionManager = FlowManager\n"
    assert after["pkg/__init__.py"] == _EXPORTED["pkg/__init__.py"].replace("SessionManager", "FlowManager")


def test_other_exports_are_not_kept(tmp_path: Path) -> None:
    after = renamed(tmp_path / "repository", _EXPORTED, 'keep-exports = ["other.SessionManager"]\n' + _NAMES)
    assert after == {path: text.replace("SessionManager", "FlowManager") for path, text in _EXPORTED.items()}


def test_two_kept_definitions_stand_in_one_module(tmp_path: Path) -> None:
    files = {"pkg/__init__.py": "", "pkg/mod.py": "class SessionA: ...\n\n\nclass SessionB: ...\n"}
    campaign = 'keep-exports = ["pkg.mod.SessionA", "pkg.mod.SessionB"]\n[names]\nSessionA = "A"\nSessionB = "B"\n'
    after = renamed(tmp_path / "repository", files, campaign)
    assert after["pkg/mod.py"] == "class A: ...\n\n\nSessionA = A\n\n\nclass B: ...\n\n\nSessionB = B\n"
