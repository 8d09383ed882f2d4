"""Modules and classes of the platform are as the guide has them; history follows; rollback restores names and bytes."""

import ast
import subprocess
import sys
from pathlib import Path

from commandline import CommandLine
from repositories import own_tests, snapshot
from worktree import git

ASK = ("--campaign", "session-to-flow", "--python", sys.executable)
PRESET = Path(__file__).parents[2] / "rules/session_to_flow.toml"
MOVED = {
    "app/utils/session_manager.py": "app/utils/flow_manager.py",
    "app/schemas/session.py": "app/schemas/flow.py",
}
# What the guide renames as a whole (option A), and where the new name then stands.
DEFINED = {
    "app/utils/flow_manager.py": {"FlowManager", "create_flow", "get_flow_data"},
    "app/schemas/flow.py": {"FlowBase"},
    "app/models/data_import_session.py": {"DataImportSession"},  # another thing with `session` in its name
}
SHIMS = (
    ("app.utils.session_manager", "SessionManager", ("app.utils.flow_manager", "FlowManager")),
    ("app.schemas.session", "SessionBase", ("app.schemas.flow", "FlowBase")),
    ("app.schemas.data_import_schemas", "ValidationSession", ("app.schemas.data_import_schemas", "ValidationFlow")),
)
OLD = {"SessionManager", "create_session", "get_session_data", "SessionBase", "ValidationSession", "switch_session"}


def _defined(path: Path) -> set[str]:
    nodes = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, nodes)}


def _committed(root: Path) -> None:
    git(root, "add", "-A", "-f")
    git(root, "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "-q", "-m", "flows")


def test_names_history_and_rollback(platform: CommandLine) -> None:
    root, before = platform.root, snapshot(platform.root)
    platform("apply", *ASK, "--yes")
    for path, names in DEFINED.items():
        assert names <= _defined(root / path), path
    assert not OLD & {name for path in (root / "app").rglob("*.py") for name in _defined(path)}
    _committed(root)
    for old, new in MOVED.items():
        assert not (root / old).exists()
        assert git(root, "log", "--follow", "--format=%s", new).split() == ["flows", "platform"]
    platform("rollback", "--last")
    assert snapshot(root) == before


def test_with_shims_the_old_imports_work_and_warn(platform: CommandLine, tmp_path: Path) -> None:
    campaign = tmp_path / "campaign.toml"
    before = snapshot(platform.root)
    campaign.write_text(PRESET.read_text("utf-8").replace("\n[names]", "shim = 2999-12-31\n\n[names]", 1), "utf-8")
    platform("apply", "--campaign", str(campaign), "--python", sys.executable, "--yes")
    outcome = own_tests(platform.root)
    assert outcome.returncode == 0, outcome.stdout
    for module, old, new in SHIMS:
        code = f"from {module} import {old} as old; import {new[0]} as new; print(old is new.{new[1]})"
        command = [sys.executable, "-B", "-W", "always::DeprecationWarning", "-c", code]
        done = subprocess.run(command, cwd=platform.root, capture_output=True, text=True, check=False)
        assert done.stdout == "True\n", done.stderr
        assert f"DeprecationWarning: {module}.{old} is " in done.stderr
    platform("rollback", "--last")
    assert snapshot(platform.root) == before
