"""The code base nobody here wrote, and the names that are moved in it."""

import subprocess
import sys
import tarfile
from pathlib import Path

PROJECT, VERSION = "openai-agents", "0.24.0"
NAMES = ("--old", "session_id", "--new", "flow_id")


def fetch(work: Path, project: str = PROJECT, version: str = VERSION) -> Path:
    """The unpacked sdist, downloaded once."""
    work.mkdir(parents=True, exist_ok=True)
    archive = _archive(work, project, version)
    if archive is None:
        options = ("--no-deps", "--no-binary", ":all:", "--dest", str(work))
        command = [sys.executable, "-m", "pip", "-qq", "download", *options, f"{project}=={version}"]
        subprocess.run(command, check=True)
        archive = _archive(work, project, version)
    if archive is None:
        raise FileNotFoundError(f"{project} {version} is no .tar.gz")
    with tarfile.open(archive) as packed:
        source = work / packed.getnames()[0].split("/")[0]
        if not source.exists():
            packed.extractall(work, filter="data")
    return source


def _archive(work: Path, project: str, version: str) -> Path | None:
    names = {f"{project.replace('-', '_')}-{version}.tar.gz".lower()}
    return next((file for file in sorted(work.glob("*.tar.gz")) if file.name.lower() in names), None)
