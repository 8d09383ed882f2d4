"""What is built holds what the tree holds, and nothing else."""

import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHELVES = {"codemods": "flowcodemod.codemods", "rules": "flowcodemod.rules"}
BUILT_FROM = ("src", *SHELVES, "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "CHANGELOG.md")
SHIPPED = {".py", ".scm", ".toml", ".json", ".typed"}
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.egg-info")
METADATA = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "top_level.txt", "licenses/LICENSE"}
EGG_INFO = {"PKG-INFO", "SOURCES.txt", "dependency_links.txt", "entry_points.txt", "requires.txt", "top_level.txt"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files a build needs, in a folder of their own: setuptools writes into the tree it builds."""
    folder = tmp_path_factory.mktemp("build") / "tree"
    folder.mkdir()
    for name in BUILT_FROM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT_BEHIND)
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="module")
def built(copy: Path) -> Path:
    """The folder that holds the sdist, and the wheel that was built from it."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(copy.parent / "dist"), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Warning" not in done.stderr
    return copy.parent / "dist"


def files_of(folder: Path) -> set[str]:
    """Every file below a folder but those that building leaves behind."""
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return {name for name in names if ".egg-info/" not in name}


def test_the_wheel_holds_the_tree(copy: Path, built: Path) -> None:
    expected = files_of(copy / "src")
    for shelf, package in SHELVES.items():
        expected |= {f"{package.replace('.', '/')}/{name}" for name in files_of(copy / shelf)}
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = {name for name in names if name.partition("/")[0].endswith(".dist-info")}
        for name in names - metadata:
            shelf = name.replace("flowcodemod/", "", 1)
            original = copy / shelf if shelf.startswith(tuple(SHELVES)) else copy / "src" / name
            assert archive.read(name) == original.read_bytes()
    assert names - metadata == expected
    assert {name.partition("/")[2] for name in metadata} == METADATA


def test_the_sdist_holds_the_tree(copy: Path, built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {one.name.partition("/")[2] for one in archive.getmembers() if one.isfile()}
    made = {f"src/flowcodemod.egg-info/{name}" for name in EGG_INFO} | {"PKG-INFO", "setup.cfg"}
    assert names - made == files_of(copy)


def test_the_tree_holds_only_what_is_shipped() -> None:
    for folder in ("src", *SHELVES):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path):
                assert path.suffix in SHIPPED or path.name == "py.typed", path


def test_every_folder_is_a_listed_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    source = ROOT / "src"
    packages = {".".join(path.parent.relative_to(source).parts) for path in source.rglob("*.py")}
    assert sorted(settings["packages"]) == settings["packages"]
    assert set(settings["packages"]) == packages | set(SHELVES.values())
    assert settings["package-dir"] == {"": "src"} | {package: folder for folder, package in SHELVES.items()}


def test_every_package_is_in_the_contract() -> None:
    document = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    (contract,) = document["importlinter"]["contracts"]
    named = {part.strip() for layer in contract["layers"] for part in layer.replace("|", ":").split(":")}
    inner = {package.split(".")[1] for package in document["setuptools"]["packages"] if "." in package}
    assert contract["exhaustive"] is True
    assert named == inner | {"__main__"}
