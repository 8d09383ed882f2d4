"""The codemods are usable from libcst.tool, from the installed package."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PREFIX = "flowcodemod.codemods."
BEFORE = b"\xef\xbb\xbfdef total(items):\r\n    session_id = sum(items)\r\n    return session_id  # session_id\r\n"
AFTER = BEFORE.replace(b"    session_id = sum", b"    flow_id = sum").replace(b"return session_id", b"return flow_id")


def libcst_tool(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "libcst.tool", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def rename(folder: Path, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = ("--no-format", "--hide-progress", "-j1", "-x", PREFIX + command)
    return libcst_tool(folder, "codemod", *options, *arguments, ".")


def test_renames_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "totals.py").write_bytes(BEFORE)
    (tmp_path / "other.py").write_bytes(b"session = 1\r\n")
    done = rename(tmp_path, "rename_parameters.RenameParametersCommand", "--old", "session_id", "--new", "flow_id")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "totals.py").read_bytes() == AFTER
    assert (tmp_path / "other.py").read_bytes() == b"session = 1\r\n"
    assert "Transformed 2 files successfully." in done.stderr


def test_another_role_leaves_the_file_alone(tmp_path: Path) -> None:
    (tmp_path / "totals.py").write_bytes(BEFORE)
    done = rename(tmp_path, "rename_paths.RenamePathsCommand", "--old", "session_id", "--new", "flow_id")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "totals.py").read_bytes() == BEFORE


def test_a_broken_plan_fails_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "totals.py").write_bytes(BEFORE)
    (tmp_path / "plan.json").write_text("{}")
    done = rename(tmp_path, "rename_parameters.RenameParametersCommand", "--plan", "plan.json")
    assert done.returncode == 1
    assert "plan.json: schema_version: is missing" in done.stderr
    assert (tmp_path / "totals.py").read_bytes() == BEFORE


def test_the_whole_shelf_is_listed(tmp_path: Path) -> None:
    # libcst.tool drops a module it cannot import without a word, so every file of the shelf must be there.
    (tmp_path / ".libcst.codemod.yaml").write_text("modules: [flowcodemod.codemods]\n")
    done = libcst_tool(tmp_path, "list")
    listed = {line.partition(" - ")[0].split(".")[0] for line in done.stdout.splitlines()}
    shelf = {path.stem for path in (ROOT / "codemods").glob("*.py")} - {"__init__"}
    assert listed == shelf
    assert "No description." not in done.stdout
