"""Shims of classes and functions: the old name is handed out with a warning wherever others import it from."""

import subprocess
import sys
from pathlib import Path

import pytest

from flowcodemod.model.plan import OperationKind
from flowcodemod.model.reference import Status
from renaming import planned, planned_again, renamed
from worktree import git

_NAMES = 'shim = 2999-05-01\n[names]\nSessionManager = "FlowManager"\ncreate_session = "create_flow"\n'
_MODULE = "class SessionManager:\n    pass\n\n\ndef create_session():\n    return SessionManager()\n"
_FILES = {
    "pkg/__init__.py": 'from .mod import SessionManager, create_session\n\n__all__ = ["SessionManager"]\n',
    "pkg/mod.py": _MODULE,
    "use.py": "from pkg import SessionManager\n",
}
_OWN = "def __getattr__(name):\n    if name == 'x':\n        return 1\n    raise AttributeError(name)\n"


def _run(root: Path, code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "always", "-c", code]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_what_is_written(tmp_path: Path) -> None:
    after = renamed(tmp_path / "repository", {"mod.py": "class SessionManager: ...\n"}, _NAMES)
    assert after["mod.py"] == (
        "class FlowManager: ...\n"
        "\n\n"
        "from typing import Any  # noqa: E402\n"
        "\n\n"
        "def __getattr__(name: str) -> Any:\n"
        '    """Hand out old names of this module, with a warning."""\n'
        "    # flowcodemod: shim until 2999-05-01\n"
        '    if name == "SessionManager":\n'
        "        from warnings import warn\n"
        "\n"
        '        warn(f"{__name__}.SessionManager is FlowManager now", DeprecationWarning, stacklevel=2)\n'
        "        return FlowManager\n"
        '    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")\n'
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "from pkg import SessionManager as a; from pkg.mod import FlowManager as b",
            "pkg.SessionManager is FlowManager",
        ),
        ("from pkg.mod import SessionManager as a, FlowManager as b", "pkg.mod.SessionManager is FlowManager now"),
        ("import pkg; a, b = pkg.create_session, pkg.create_flow", "pkg.create_session is create_flow now"),
        ("import pkg.mod; a, b = pkg.mod.create_session, pkg.create_flow", "pkg.mod.create_session is create_flow now"),
    ],
)
def test_old_names_work_and_warn(tmp_path: Path, code: str, said: str) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES, _NAMES)
    done = _run(root, f"{code}; print(a is b)")
    assert done.stdout == "True\n", done.stderr
    assert f"DeprecationWarning: {said}" in done.stderr


@pytest.mark.parametrize("code", ["import use", "from pkg import *", "from pkg.mod import FlowManager"])
def test_new_names_do_not_warn(tmp_path: Path, code: str) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES, _NAMES)
    done = _run(root, code)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_that_never_was_is_not_there(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES, _NAMES)
    assert "cannot import name 'Y'" in _run(root, "from pkg.mod import Y").stderr


@pytest.mark.parametrize(
    "own",
    [
        _OWN,
        _OWN.replace("def __getattr__(name):\n", 'def __getattr__(name: str) -> object:\n    """Ours."""\n'),
        _OWN.replace("name", "asked").replace("    ", "\t"),
        _OWN.replace("    if", "    import warnings  # ours\n\n    if"),
    ],
)
def test_a_module_that_hands_out_names_already_hands_out_one_more(tmp_path: Path, own: str) -> None:
    root = tmp_path / "repository"
    renamed(root, {"pkg/__init__.py": _MODULE + "\n\n" + own}, _NAMES)
    done = _run(root, "import pkg; print(pkg.x, pkg.SessionManager is pkg.FlowManager, hasattr(pkg, 'y'))")
    assert done.stdout == "1 True False\n", done.stderr
    assert "DeprecationWarning" in done.stderr


@pytest.mark.parametrize(
    "own", ["__getattr__ = make()\n", "if x:\n    def __getattr__(name): ...\n", "from a import __getattr__\n"]
)
def test_where_no_shim_fits_somebody_is_told(tmp_path: Path, own: str) -> None:
    made = planned(tmp_path / "repository", {"mod.py": own + "\n\nclass SessionManager: ...\n"}, _NAMES)
    (step,) = [one for one in made.plan.operations if one.kind is OperationKind.STEP]
    assert step.detail == "keep SessionManager importable from mod.py by hand: it has a __getattr__ of its own"
    assert [edit.new for edit in made.plan.edits()] == ["FlowManager"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("tests/test_it.py", "class SessionManager: ...\n"),
        ("mod.py", "class A:\n    def create_session(self): ...\n"),
        ("mod.py", "def f():\n    class SessionManager: ...\n"),
        ("use.py", "from mod import SessionManager\n\nSessionManager()\n"),
        ("mod.pyi", "class SessionManager: ...\n"),
    ],
)
def test_what_nobody_imports_has_no_shim(tmp_path: Path, path: str, text: str) -> None:
    after = renamed(tmp_path / "repository", {path: text, "other.py": "from vendor import x\n"}, _NAMES, 0.4)
    assert "__getattr__" not in after[path]


def test_no_shim_unless_asked_for(tmp_path: Path) -> None:
    after = renamed(tmp_path / "repository", _FILES, _NAMES.partition("\n")[2])
    assert "__getattr__" not in after["pkg/mod.py"] + after["pkg/__init__.py"]


def test_a_second_run_leaves_the_shims(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, _FILES, _NAMES)
    git(root, "commit", "-q", "-a", "-m", "there")
    again = planned_again(root, _NAMES)
    assert (again.plan.groups, again.plan.operations) == ((), ())
    assert {one.status for one in again.index.references} == {Status.ALLOWLISTED}


def test_the_next_campaign_moves_what_a_shim_hands_out(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    renamed(root, {"mod.py": "class SessionManager: ...\n"}, _NAMES)
    git(root, "commit", "-q", "-a", "-m", "there")
    made = planned_again(root, 'shim = 2999-07-01\n[names]\nFlowManager = "RunManager"\n')
    edits = [(edit.old, edit.new) for edit in made.plan.edits() if edit.old]
    assert edits == [("FlowManager", "RunManager")] * 2
    (added,) = [edit.new for edit in made.plan.edits() if not edit.old]
    assert added.startswith('    # flowcodemod: shim until 2999-07-01\n    if name == "FlowManager":\n')


def test_groups_of_one_module_are_chosen_together(tmp_path: Path) -> None:
    made = planned(tmp_path / "repository", _FILES, _NAMES)
    manager = next(group for group in made.plan.groups if group.edits[0].old == "SessionManager")
    chosen = made.chosen(0.9, [f"group={manager.id}"])
    assert {edit.old for edit in chosen.edits() if edit.old} == {"SessionManager", "create_session"}
