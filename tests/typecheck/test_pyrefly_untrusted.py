"""Nothing of the code being read runs, and nothing it configures reaches pyrefly."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from flowcodemod.typecheck.environment import Environment
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import Diagnosis
from flowcodemod.typecheck.pyrefly import open_checker, open_project
from flowcodemod.typecheck.spec import ServerSpec, find_executable
from places import tokens
from worktree import git, write

TRAP = """#!/bin/sh
echo "$0" >> "{marker}"
"""


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[Path, Path]:
    """A repository in which everything that could be run leaves a mark, and the file that would show it."""
    root, marker = tmp_path / "hostile", tmp_path / "marker"
    trap = root / "trap"
    settings = f'python-interpreter-path = "{trap}"\n'
    tables = f'[tool.pyrefly]\npython-interpreter-path = "{trap}"\n[tool.mypy]\npython_executable = "{trap}"\n'
    library = ".venv/lib/python3.11/site-packages"
    write(
        root,
        {
            "pyrefly.toml": settings,
            "deep/pyrefly.toml": settings,
            "deep/deeper/pyproject.toml": tables,
            "pyproject.toml": tables,
            "pyrightconfig.json": '{"venvPath": ".", "venv": ".venv"}',
            ".venv/pyvenv.cfg": f"home = {root}\nversion = 3.11.7\nexecutable = {trap}\n",
            f"{library}/vendored.py": "def call(session_id): ...\n",
            f"{library}/pyrefly.toml": settings,
            f"{library}/evil.pth": f"import os; os.system('{trap}')\n",
            f"{library}/sitecustomize.py": f"import os; os.system('{trap}')\n",
            "app.py": f"import os; os.system('{trap}')\ndef function(session_id): ...\n",
            "deep/deeper/uses.py": "import app, vendored\napp.function(session_id=1); vendored.call(session_id=2)\n",
        },
    )
    for program in ("trap", ".venv/bin/python", ".venv/bin/python3", ".venv/bin/pyrefly", "venv/bin/python", "git"):
        file = root / program
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TRAP.format(marker=marker))
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    git(root, "init", "-q")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"):
        git(root, "config", key, str(trap))
    return root, marker


def test_nothing_of_a_hostile_repository_runs(hostile: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, marker = hostile
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f"{root}/.venv/bin:.:{os.environ['PATH']}")
    monkeypatch.setenv("PYREFLY_CONFIG", str(root / "pyrefly.toml"))
    monkeypatch.setenv("VIRTUAL_ENV", str(root / ".venv"))
    before = sorted(path for path in root.rglob("*") if ".git" not in path.parts)
    uses = "deep/deeper/uses.py"
    with open_checker(root, paths=["app.py", uses]) as checker:
        text = (root / uses).read_text()
        found = checker.definitions({uses: tokens(text), "app.py": tokens((root / "app.py").read_text())})
        checker.hovers({uses: tokens(text)})
        diagnosis = checker.diagnose(["app.py", uses])
    assert [[(one.path, one.outside) for one in found[uses, start]] for start in tokens(text)] == [
        [("app.py", False)],
        [(str(root / ".venv/lib/python3.11/site-packages/vendored.py"), True)],
    ]
    assert diagnosis == Diagnosis()
    assert not marker.exists()
    assert sorted(path for path in root.rglob("*") if ".git" not in path.parts) == before


def test_the_trap_would_spring_without_our_configuration(hostile: tuple[Path, Path]) -> None:
    root, marker = hostile
    spec = ServerSpec("pyrefly", ("lsp", "--indexing-mode", "none"), lambda _project, _folder: {"pyrefly": {}})
    with open_project(Project.find(root, ["app.py"]), spec) as checker:
        checker.definitions({"app.py": tokens((root / "app.py").read_text())})
    assert "trap" in marker.read_text()


def test_a_version_pyrefly_cannot_read_ends_in_a_reason(hostile: tuple[Path, Path]) -> None:
    root, marker = hostile
    project = Project(root, (root,), Environment(version="3.99999999999"))
    with open_project(project) as checker:
        assert checker.definitions({"app.py": [0]}) == {}
        assert checker.problem.startswith("pyrefly cannot be started: it does not accept our configuration: ")
        assert checker.diagnose(["app.py"]).problem == checker.problem
    assert not marker.exists()


def test_an_interpreter_that_is_named_is_located_and_never_run(hostile: tuple[Path, Path]) -> None:
    root, marker = hostile
    project = Project.find(root, python=root / ".venv/bin/python")
    assert project.environment.site_packages == (root / ".venv/lib/python3.11/site-packages",)
    with open_project(project) as checker:
        assert checker.definitions({"app.py": [0]})
    assert not marker.exists()


def test_a_checker_in_the_target_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, elsewhere = tmp_path / "target", tmp_path / "elsewhere"
    for folder in (target, elsewhere):
        folder.mkdir()
        shutil.copy("/bin/true", folder / "some-checker")
    (elsewhere / "linked-checker").symlink_to(target / "some-checker")
    monkeypatch.chdir(target)
    monkeypatch.setenv("PATH", f"{target}:.:")
    assert find_executable("some-checker", target) is None
    monkeypatch.setenv("PATH", f"{target}:.:{elsewhere}")
    assert find_executable("some-checker", target) == elsewhere / "some-checker"
    assert find_executable("linked-checker", target) is None
