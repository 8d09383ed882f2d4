from pathlib import Path

import pytest

from flowcodemod.typecheck.environment import Environment
from flowcodemod.typecheck.project import Project
from worktree import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "a b é"
    write(root, {"app/m.py": "", ".venv/pyvenv.cfg": "", "sub/environment/pyvenv.cfg": ""})
    return root


@pytest.fixture
def project(root: Path) -> Project:
    return Project(root, (root,), Environment())


def test_a_file_below_the_root_is_inside(project: Project, root: Path) -> None:
    assert project.locate((root / "app/m.py").as_uri()) == ("app/m.py", False)


@pytest.mark.parametrize(
    "path",
    [
        ".venv/lib/python3.11/site-packages/x.py",
        "sub/environment/lib/x.py",
        "lib/site-packages/x.py",
        "node_modules/pkg/x.py",
        "__pypackages__/3.11/lib/x.py",
        "tmp/pyrefly_bundled_typeshed_0/builtins.pyi",
    ],
)
def test_installed_below_the_root_is_outside(project: Project, root: Path, path: str) -> None:
    assert project.locate((root / path).as_uri()) == (str(root / path), True)


def test_elsewhere_is_outside(project: Project, tmp_path: Path) -> None:
    assert project.locate((tmp_path / "sibling/x.py").as_uri()) == (str(tmp_path / "sibling/x.py"), True)
    assert project.locate((tmp_path / "a b é2/x.py").as_uri()) == (str(tmp_path / "a b é2/x.py"), True)
    assert project.locate("vendored://stdlib/x.pyi") == ("vendored://stdlib/x.pyi", True)


def test_links_are_followed_home_and_away(project: Project, root: Path, tmp_path: Path) -> None:
    write(tmp_path, {"away.py": "", "links/keep": ""})
    (tmp_path / "links/m.py").symlink_to(root / "app/m.py")
    (root / "app/away.py").symlink_to(tmp_path / "away.py")
    assert project.locate((tmp_path / "links/m.py").as_uri()) == ("app/m.py", False)
    assert project.locate((root / "app/away.py").as_uri()) == (str(root / "app/away.py"), True)


def test_a_siblings_editable_install_is_a_package_and_its_own_is_not(root: Path, tmp_path: Path) -> None:
    library = ".venv/lib/python3.11/site-packages"
    write(tmp_path, {"sibling/lib/sib.py": ""})
    write(root, {f"{library}/a.pth": f"{tmp_path}/sibling/lib\n{root}/app\n", "uses.py": "import sib, m, gone\n"})
    project = Project.find(root, ["app/m.py", "uses.py"])
    assert project.packages == [root / library, tmp_path / "sibling/lib"]
    assert project.search_path == (root, root / "app")
    assert project.missing == ("gone",)


def test_the_root_is_taken_without_links(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    assert Project.find(tmp_path / "link").root == root.resolve()
