"""Packages as they are published: source distributions, an environment for each, and runs of their tests."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from .cases import Case

_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
_SECONDS = 600
NICE = ("nice", "-n", "10")


class PackageError(Exception):
    """A package could not be fetched, installed or tested."""


@dataclass(frozen=True)
class Workshop:
    """The folder where everything is made; what is there from an earlier run is used again."""

    root: Path

    def source(self, case: Case) -> Path:
        """The unpacked source distribution of a case. Raises PackageError when there is none."""
        target = self.root / "source" / f"{case.package}-{case.version}"
        if not target.exists():
            with tempfile.TemporaryDirectory() as box:
                wanted = f"{case.package}=={case.version}"
                pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", case.package]
                _run([*pip, "-d", box, wanted], f"cannot fetch {wanted}")
                (archive,) = Path(box).glob("*.tar.gz")
                with tarfile.open(archive) as opened:
                    opened.extractall(Path(box, "unpacked"), filter="data")
                (folder,) = Path(box, "unpacked").iterdir()
                target.parent.mkdir(parents=True, exist_ok=True)
                _tidy(folder, case)
                shutil.move(folder, target)
        return target

    def python(self, case: Case) -> Path:
        """The interpreter of an environment that holds what the case needs. Raises PackageError."""
        home = self.root / "environments" / case.package
        python = home / "bin/python"
        if not (home / "made").exists():
            shutil.rmtree(home, ignore_errors=True)
            _run([self._uv(), "venv", "-q", "-p", sys.executable, str(home)], "cannot make an environment")
            tree = str(self.tree(case))
            wanted = [argument.replace("{root}", tree) for argument in case.install]
            _run(
                [self._uv(), "pip", "install", "-q", "--python", str(python), *wanted], f"cannot install {case.package}"
            )
            (home / "made").touch()
        return python

    def tree(self, case: Case) -> Path:
        """Where the tools work; installed in the case's environment, so it is always the same folder."""
        return self.root / "trees" / case.package

    def _uv(self) -> str:
        found = shutil.which("uv") or str(self.root / "uv/bin/uv")
        if not Path(found).exists():
            _run([sys.executable, "-m", "venv", str(self.root / "uv")], "cannot make an environment")
            _run([str(self.root / "uv/bin/pip"), "install", "-q", "uv"], "cannot install uv")
        return found


def passing(case: Case, tree: Path, python: Path) -> frozenset[str]:
    """The normalised names of the tests that pass; empty when the run dies before it can report."""
    with tempfile.TemporaryDirectory() as box:
        report = Path(box, "report.xml")
        environment = {name: value for name, value in os.environ.items() if not _SECRET.search(name)}
        environment |= {"HOME": box, "TMPDIR": box, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        environment |= {
            "PATH": f"{python.parent}{os.pathsep}{environment['PATH']}",
            "VIRTUAL_ENV": str(python.parents[1]),
        }
        command = [
            *NICE,
            str(python),
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--junitxml={report}",
            *case.test,
        ]
        with (tree.parent / f"{case.package}.log").open("wb") as log:
            try:
                subprocess.run(command, cwd=tree / case.folder, env=environment, stdin=subprocess.DEVNULL, stdout=log,
                               stderr=subprocess.STDOUT, timeout=_SECONDS, check=False)  # fmt: skip
            except subprocess.TimeoutExpired:
                return frozenset()
        return _passed(case, report) if report.exists() else frozenset()


def _passed(case: Case, report: Path) -> frozenset[str]:
    """Names that passed every time they ran: normalising may make two tests one."""
    good: set[str] = set()
    bad: set[str] = set()
    for one in ElementTree.parse(report).getroot().iter("testcase"):
        name = case.normal(f"{one.get('classname')}::{one.get('name')}")
        failed = any(child.tag in ("failure", "error", "skipped") for child in one)
        (bad if failed or any(part in name for part in case.unstable) else good).add(name)
    return frozenset(good - bad)


def _tidy(folder: Path, case: Case) -> None:
    """Take away what building the distribution has added, put in the case's own files, and let no other settings in."""
    for made in [*folder.rglob("*.egg-info"), folder / "PKG-INFO"]:
        shutil.rmtree(made) if made.is_dir() else made.unlink(missing_ok=True)
    for path, text in case.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.lstrip(), "utf-8")
    settings = [folder / name for name in ("pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")]
    if not any("pytest" in path.read_text("utf-8") for path in settings if path.exists()):
        settings[0].write_text("[pytest]\n", "utf-8")  # pytest would look for its settings further up


def _run(command: list[str], complaint: str) -> None:
    done = subprocess.run([*NICE, *command], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise PackageError(f"{complaint}: {done.stderr.strip()[-800:]}")
