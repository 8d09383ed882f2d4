"""Working copies: a folder as a git repository of its own, and what its files are."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

_LEFT_BEHIND = shutil.ignore_patterns(".git", "__pycache__", ".venv", ".pytest_cache", "node_modules")
_NOBODY = (
    "-c",
    "user.name=nobody",
    "-c",
    "user.email=nobody@example.invalid",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "core.safecrlf=false",
)


def committed_copy(source: Path, target: Path) -> Path:
    """Copy `source` to `target`, replacing what is there, and commit every file of it."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True, ignore=_LEFT_BEHIND)
    for arguments in (("init", "-q"), ("add", "-A", "-f"), ("commit", "-q", "-m", "start")):
        subprocess.run(["git", *_NOBODY, "-C", str(target), *arguments], check=True, stdin=subprocess.DEVNULL)
    return target


def digests(root: Path) -> dict[str, str]:
    """Path -> permissions and SHA-256 of every file below `root` but git's own and compiled Python."""
    found = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in (".git", "__pycache__", ".pytest_cache")]
        for name in names:
            path = Path(folder, name)
            data = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
            found[path.relative_to(root).as_posix()] = f"{path.lstat().st_mode:o} {hashlib.sha256(data).hexdigest()}"
    return found
