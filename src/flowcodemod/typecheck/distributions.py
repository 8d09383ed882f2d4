"""Which installed distributions are the repository itself, and which build on it, by what their metadata say."""

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_NAME = re.compile(r"^Name:[ \t]*(\S+)", re.MULTILINE)
_REQUIRES = re.compile(r"^Requires-Dist:[ \t]*([\w.-]+)(?!.*;.*\bextra\b)", re.MULTILINE)


def own_files(root: Path, site_packages: Iterable[Path]) -> frozenset[Path]:
    """The files that were installed from the repository at `root`: a copy of it is nobody else's."""
    name = _project_name(root)
    return frozenset(
        site / row[0]
        for site in site_packages
        for metadata in site.glob("*.dist-info")
        if _is_own(metadata, root, name)
        for row in _rows(metadata / "RECORD")
    )


def companion_files(root: Path, site_packages: Iterable[Path]) -> tuple[Path, ...]:
    """The modules of installed distributions that require the one of the repository at `root`: they build on it."""
    name = _project_name(root)
    return tuple(
        site / row[0]
        for site in site_packages
        if name
        for metadata in sorted(site.glob("*.dist-info"))
        if name in {_normal(required) for required in _REQUIRES.findall(_text(metadata / "METADATA"))}
        for row in _rows(metadata / "RECORD")
        if row[0].endswith((".py", ".pyi"))
    )


def _is_own(metadata: Path, root: Path, name: str) -> bool:
    try:
        origin = urlsplit(str(json.loads(_text(metadata / "direct_url.json") or "{}").get("url", "")))
    except (ValueError, AttributeError, RecursionError):
        origin = urlsplit("")
    if origin.scheme == "file" and Path(unquote(origin.path)).resolve() == root:
        return True
    found = _NAME.search(_text(metadata / "METADATA"))
    return bool(name and found and _normal(found[1]) == name)


def _project_name(root: Path) -> str:
    """The name the repository gives its own distribution, '' when it gives none."""
    try:
        document = tomllib.loads(_text(root / "pyproject.toml"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return ""
    tool = document.get("tool", {})
    tables = (document.get("project"), tool.get("poetry") if isinstance(tool, dict) else None)
    names = (table.get("name") for table in tables if isinstance(table, dict))
    return next((_normal(name) for name in names if isinstance(name, str)), "")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _rows(record: Path) -> Iterator[list[str]]:
    return (row for row in csv.reader(_text(record).splitlines()) if row)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace") if file.is_file() else ""
    except OSError:
        return ""
