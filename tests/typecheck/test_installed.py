import os
import shutil
from pathlib import Path

import pytest

from flowcodemod.typecheck.environment import Environment
from flowcodemod.typecheck.installed import Installed
from flowcodemod.typecheck.project import Project
from worktree import write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site-packages"
    write(
        site,
        {
            "one/__init__.py": "x = 1\n\nsession_id = 2\nsession_id\n",
            "one/deep/two.pyi": "session_id: str\nimport_session_id: str\n",
            "three.py": "def f(session_id): ...\n",
            "zeta.py": "session_id\n",
            "words.py": "session_idea = old_session_id = session_id2 = ésession_id\n",
            "data.txt": "only_in_text\n",
            "__pycache__/cached.py": "only_cached\n",
        },
    )
    return site


def test_the_first_few_places_where_a_name_stands_as_a_whole_word(site: Path) -> None:
    installed = Installed([site])
    assert installed.mentions("session_id") == ("one/__init__.py:3", "one/deep/two.pyi:1", "three.py:1")
    assert installed.mentions("import_session_id") == ("one/deep/two.pyi:2",)
    assert installed.mentions("session_idea") == ("words.py:1",)


@pytest.mark.parametrize("name", ["session", "sessionId", "Session_id", "only_in_text", "only_cached", "id", "zzz"])
def test_not_mentioned(site: Path, name: str) -> None:
    assert Installed([site]).mentions(name) == ()


def test_many_names_at_once_are_answered_like_each_alone(site: Path) -> None:
    names = ["import_session_id", "session_id", "session_id2", "old_session_id", "x", "nothing", "f"]
    together = Installed([site], expected=names)
    assert {name: together.mentions(name) for name in names} == {
        name: Installed([site]).mentions(name) for name in names
    }


def test_what_was_looked_up_is_not_read_again(site: Path) -> None:
    installed = Installed([site], expected=["session_id", "nothing"])
    assert installed.mentions("session_id")
    shutil.rmtree(site)
    assert installed.mentions("session_id")
    assert installed.mentions("nothing") == ()
    assert installed.mentions("three") == ()


def test_what_cannot_be_read_is_passed_over(site: Path, tmp_path: Path) -> None:
    os.mkfifo(site / "pipe.py")
    (site / "gone.py").symlink_to(tmp_path / "gone.py")
    (site / "loop").symlink_to(site)
    assert Installed([site, tmp_path / "missing"]).mentions("zeta") == ()


def test_the_standard_library_counts_without_its_tests(site: Path, tmp_path: Path) -> None:
    write(tmp_path, {"std/json.py": "\ndumps_it\n", "std/test/test_json.py": "tested_it\n"})
    installed = Installed([site], standard=tmp_path / "std")
    assert installed.mentions("dumps_it") == ("json.py:2",)
    assert installed.mentions("tested_it") == ()


def test_nobody_knows_without_an_environment(tmp_path: Path) -> None:
    assert Installed.of(Project(tmp_path, (tmp_path,), Environment())) is None


METADATA = "Metadata-Version: 2.4\nName: My.App\nVersion: 1\n"
RECORD = 'three.py,sha256=x,1\n"one/deep/two.pyi",,\n'


@pytest.mark.parametrize(
    "files",
    [
        {"root/pyproject.toml": '[project]\nname = "my-app"\n', "site-packages/x-1.dist-info/METADATA": METADATA},
        {"root/pyproject.toml": '[tool.poetry]\nname = "My_App"\n', "site-packages/x-1.dist-info/METADATA": METADATA},
        {"site-packages/x-1.dist-info/direct_url.json": '{"url": "file://ROOT", "dir_info": {}}'},
    ],
)
def test_a_copy_of_the_repository_is_nobody_elses(site: Path, tmp_path: Path, files: dict[str, str]) -> None:
    root = tmp_path / "root"
    root.mkdir()
    write(tmp_path, {path: text.replace("ROOT", str(root)) for path, text in files.items()})
    write(site, {"x-1.dist-info/RECORD": RECORD})
    installed = Installed.of(Project(root, (root,), Environment((site,))))
    assert installed is not None
    assert installed.mentions("session_id") == ("one/__init__.py:3", "zeta.py:1")


@pytest.mark.parametrize(
    "files",
    [
        {"root/pyproject.toml": '[project]\nname = "other"\n', "site-packages/x-1.dist-info/METADATA": METADATA},
        {"site-packages/x-1.dist-info/METADATA": METADATA},
        {"site-packages/x-1.dist-info/direct_url.json": '{"url": "file:///elsewhere"}'},
        {"site-packages/x-1.dist-info/direct_url.json": '["file"]', "root/pyproject.toml": "not toml ["},
        {"root/pyproject.toml": "project = 1\ntool = 2\n", "site-packages/x-1.dist-info/METADATA": "no name\n"},
    ],
)
def test_somebody_elses_package_stays(site: Path, tmp_path: Path, files: dict[str, str]) -> None:
    root = tmp_path / "root"
    root.mkdir()
    write(tmp_path, files)
    write(site, {"x-1.dist-info/RECORD": RECORD})
    installed = Installed.of(Project(root, (root,), Environment((site,))))
    assert installed is not None
    assert installed.mentions("session_id") == ("one/__init__.py:3", "one/deep/two.pyi:1", "three.py:1")
