"""Editable installs: the source folders that `.pth` files and setuptools' finders add. Read as text, never run."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_MAPPING = re.compile(r"^MAPPING(?:\s*:[^=\n]+)?\s*=\s*(\{.*\})\s*$", re.MULTILINE)


def editable_folders(site_packages: Iterable[Path]) -> tuple[Path, ...]:
    """The folders that editable installs in `site_packages` add to the import path, each once, in order."""
    found: dict[Path, None] = {}
    for site in site_packages:
        for file in sorted(site.glob("*.pth")):
            found |= dict.fromkeys(_paths(site, _read(file)))
        for file in sorted(site.glob("__editable__*_finder.py")):
            found |= dict.fromkeys(_mapped(_read(file)))
    return tuple(folder for folder in found if folder.is_dir())


def _paths(site: Path, text: str) -> Iterator[Path]:
    """The folders a `.pth` file names; its other lines are comments or code."""
    for line in text.splitlines():
        name = line.strip()
        if name and not name.startswith(("#", "import ", "import\t")) and "\0" not in name:
            yield site / name


def _mapped(text: str) -> Iterator[Path]:
    """The folders in which the packages of a setuptools finder lie under their own names."""
    found = _MAPPING.search(text)
    try:
        mapping = ast.literal_eval(found[1]) if found else {}
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return
    for name, target in mapping.items():
        if isinstance(target, str) and "\0" not in target and Path(target).name in (name, f"{name}.py"):
            yield Path(target).parent


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace") if file.is_file() else ""
    except OSError:
        return ""
