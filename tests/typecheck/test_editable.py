import os
from pathlib import Path

import pytest

from flowcodemod.typecheck.editable import editable_folders
from worktree import write

FINDER = """\
import sys
MAPPING: dict[str, str] = {mapping}
NAMESPACES: dict[str, list[str]] = {{}}
raise SystemExit('never run')
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site-packages"
    write(tmp_path, {"site-packages/other.py": "", "sibling/src/sibling/__init__.py": "", "flat/flat.py": ""})
    return site


def test_a_path_file_names_folders(site: Path, tmp_path: Path) -> None:
    write(site, {"_sibling.pth": f"# a comment\n\n{tmp_path}/sibling/src\n../flat\n/no/such/folder\n"})
    assert editable_folders([site]) == (tmp_path / "sibling/src", site / "../flat")


def test_code_in_a_path_file_is_neither_run_nor_taken_for_a_path(site: Path, tmp_path: Path) -> None:
    write(site, {"evil.pth": f"import os; os.mkdir('{tmp_path}/ran')\nimport\tos\n\0\n"})
    assert editable_folders([site]) == ()
    assert not (tmp_path / "ran").exists()


def test_a_finder_maps_packages_to_folders(site: Path, tmp_path: Path) -> None:
    mapping = {
        "sibling": f"{tmp_path}/sibling/src/sibling",
        "flat": f"{tmp_path}/flat/flat.py",
        "renamed": f"{tmp_path}/sibling/src/sibling",
        "sibling.shelf": f"{tmp_path}/shelf",
    }
    write(site, {"__editable___sibling_1_0_finder.py": FINDER.format(mapping=mapping)})
    assert editable_folders([site]) == (tmp_path / "sibling/src", tmp_path / "flat")


@pytest.mark.parametrize("mapping", ["__import__('os').abort()", "{1: 2}", "{'a': '\\0'}", "{", "{'a': b'x'}"])
def test_a_finder_that_is_no_table_says_nothing(site: Path, mapping: str) -> None:
    write(site, {"__editable___x_finder.py": f"MAPPING = {mapping}\n"})
    assert editable_folders([site]) == ()


def test_a_pipe_is_not_waited_for(site: Path) -> None:
    os.mkfifo(site / "pipe.pth")
    assert editable_folders([site]) == ()
