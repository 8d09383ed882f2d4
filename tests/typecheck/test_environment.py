from collections.abc import Mapping
from pathlib import Path

import pytest

from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.typecheck.environment import Environment, find_environment, importable
from worktree import write

CONFIGURATION = "home = /opt/python/bin\nversion = 3.11.7\n"


def make(root: Path, files: Mapping[str, str]) -> None:
    write(root, files)


@pytest.mark.parametrize("name", [".venv", "venv"])
def test_the_repositorys_own(tmp_path: Path, name: str) -> None:
    make(tmp_path, {f"{name}/pyvenv.cfg": CONFIGURATION, f"{name}/lib/python3.11/site-packages/a.py": ""})
    assert find_environment(tmp_path) == Environment(
        (tmp_path / name / "lib/python3.11/site-packages",), (), "3.11.7", str(tmp_path / name / "pyvenv.cfg")
    )


def test_dot_venv_comes_first(tmp_path: Path) -> None:
    make(tmp_path, {"venv/pyvenv.cfg": CONFIGURATION, ".venv/pyvenv.cfg": "version_info = 3.12.1.final.0\n"})
    assert find_environment(tmp_path).version == "3.12.1"


@pytest.mark.parametrize("files", [{}, {".venv/bin/python": ""}, {"env/pyvenv.cfg": CONFIGURATION}])
def test_none(tmp_path: Path, files: Mapping[str, str]) -> None:
    make(tmp_path, files)
    assert find_environment(tmp_path) == Environment()


def test_an_interpreter_leads_to_its_environment_not_to_what_it_links_to(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            "elsewhere/pyvenv.cfg": CONFIGURATION,
            "elsewhere/lib/python3.11/site-packages/a.py": "",
            "base/bin/python3.11": "",
            "base/lib/python3.11/site-packages/b.py": "",
        },
    )
    (tmp_path / "elsewhere/bin").mkdir()
    python = tmp_path / "elsewhere/bin/python"
    python.symlink_to(tmp_path / "base/bin/python3.11")
    assert find_environment(tmp_path, python).site_packages == (tmp_path / "elsewhere/lib/python3.11/site-packages",)
    assert find_environment(tmp_path, tmp_path / "elsewhere") == find_environment(tmp_path, python)


def test_an_installed_interpreter(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            "usr/bin/python3.11": "",
            "usr/lib/python3/dist-packages/a.py": "",
            "usr/local/lib/python3.11/dist-packages/b.py": "",
            "usr/lib/python3.12/site-packages/other.py": "",
        },
    )
    (tmp_path / "usr/bin/python3").symlink_to("python3.11")
    found = find_environment(tmp_path, tmp_path / "usr/bin/python3")
    assert found.site_packages == (
        tmp_path / "usr/local/lib/python3.11/dist-packages",
        tmp_path / "usr/lib/python3/dist-packages",
    )
    assert found.version == "3.11"
    assert found.installed == {"a", "b"}


def test_system_packages_where_they_are_included(tmp_path: Path) -> None:
    settings = f"home = {tmp_path}/base/bin\nversion = 3.11.7\ninclude-system-site-packages = "
    make(
        tmp_path,
        {
            ".venv/pyvenv.cfg": settings + "true\n",
            "venv/pyvenv.cfg": settings + "false\n",
            "base/lib/python3.11/site-packages/b.py": "",
        },
    )
    assert find_environment(tmp_path).site_packages == (tmp_path / "base/lib/python3.11/site-packages",)
    assert find_environment(tmp_path, tmp_path / "venv").site_packages == ()


@pytest.mark.parametrize("home", ["", "home = relative/bin\n", "home = /a\0b\n"])
def test_system_packages_need_to_be_found(tmp_path: Path, home: str) -> None:
    make(tmp_path, {".venv/pyvenv.cfg": f"version = 3.11\ninclude-system-site-packages = true\n{home}"})
    assert find_environment(tmp_path).site_packages == ()


def test_a_link_to_the_same_folder_counts_once(tmp_path: Path) -> None:
    make(tmp_path, {".venv/pyvenv.cfg": CONFIGURATION, ".venv/lib/python3.11/site-packages/a.py": ""})
    (tmp_path / ".venv/lib64").symlink_to("lib")
    assert len(find_environment(tmp_path).site_packages) == 1


@pytest.mark.parametrize(
    ("version", "known"),
    [("3.11", "3.11"), ("3.13.0rc1", "3.13.0"), ('3.11"\nsearch-path = ["/"]', "3.11"), ("2.7.18", ""), ("x", "")],
)
def test_a_version_is_digits_and_dots_whatever_the_file_says(tmp_path: Path, version: str, known: str) -> None:
    make(tmp_path, {".venv/pyvenv.cfg": f"version = {version}\n"})
    assert find_environment(tmp_path).version == known


def test_the_version_of_the_folder_where_the_file_says_none(tmp_path: Path) -> None:
    make(tmp_path, {".venv/pyvenv.cfg": "home = /x\n", ".venv/lib/python3.12/site-packages/a.py": ""})
    assert find_environment(tmp_path).version == "3.12"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is no interpreter: name one, such as .venv/bin/python"),
        ("#!/bin/sh\nexec python3\n", "is a script that starts an interpreter: name the interpreter itself"),
        ("\x7fELF", "no installed packages were found for"),
    ],
)
def test_what_is_no_interpreter_is_an_error(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        make(tmp_path, {"bin/python": content})
    with pytest.raises(FlowcodemodError, match=message):
        find_environment(tmp_path, tmp_path / "bin/python")


def test_importable_names(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            "package/__init__.py": "",
            "module.py": "",
            "stub.pyi": "",
            "native.cpython-311-x86_64-linux-gnu.so": "",
            "package-1.0.dist-info/METADATA": "",
            "notes.txt": "",
            "a-b.py": "",
            "__editable__.x.pth": "",
        },
    )
    assert sorted(importable(tmp_path)) == ["module", "native", "package", "stub"]
    assert list(importable(tmp_path / "gone")) == []
