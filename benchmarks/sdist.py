"""The code base nobody here wrote, and the names that are moved in it."""

import subprocess
import sys
import tarfile
from pathlib import Path

PROJECT, VERSION = "openai-agents", "0.24.0"
NAMES = ("--old", "session_id", "--new", "flow_id")


def fetch(work: Path) -> Path:
    """The unpacked sdist, downloaded once."""
    source = work / f"{PROJECT.replace('-', '_')}-{VERSION}"
    archive = work / f"{source.name}.tar.gz"
    work.mkdir(parents=True, exist_ok=True)
    if not archive.exists():
        options = ("--no-deps", "--no-binary", ":all:", "--dest", str(work))
        command = [sys.executable, "-m", "pip", "-qq", "download", *options, f"{PROJECT}=={VERSION}"]
        subprocess.run(command, check=True)
    if not source.exists():
        with tarfile.open(archive) as packed:
            packed.extractall(work, filter="data")
    return source
