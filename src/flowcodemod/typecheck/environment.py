"""Where a project's packages are installed, worked out from files alone: no interpreter is run, nothing is imported."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.typecheck.editable import editable_folders

_NAMES = (".venv", "venv")
_VERSION = re.compile(r"3\.\d{1,3}(?:\.\d{1,3})?")
_LIBRARY = re.compile(r"python(3\.\d{1,3})")


@dataclass(frozen=True)
class Environment:
    """`site_packages`: folders, the first wins. `editable`: source folders that editable installs add, anywhere.

    `version`: `3.11` or `3.11.7`, '' when unknown. `origin`: what all this was read from, '' when there was nothing.
    """

    site_packages: tuple[Path, ...] = ()
    editable: tuple[Path, ...] = ()
    version: str = ""
    origin: str = ""

    @cached_property
    def installed(self) -> frozenset[str]:
        """The top-level names that can be imported from `site_packages`."""
        return frozenset(name for folder in self.site_packages for name in importable(folder))


def find_environment(root: Path, python: Path | None = None) -> Environment:
    """The environment of `python` (an interpreter or a virtual environment's folder), else the root's `.venv`, `venv`.

    Raises FlowcodemodError when `python` is given and does not lead to one.
    """
    if python is not None:
        return _of_interpreter(python.absolute())
    for name in _NAMES:
        if (root / name / "pyvenv.cfg").is_file():
            return _virtual(root / name)
    return Environment()


def importable(folder: Path) -> Iterator[str]:
    """The top-level names that can be imported from a folder: its modules, and its folders with a plain name."""
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        name, _, rest = entry.name.partition(".")
        if name.isidentifier() and ((not rest and entry.is_dir()) or rest.endswith(("py", "pyi", "so"))):
            yield name


def _of_interpreter(python: Path) -> Environment:
    if python.is_dir() and (python / "pyvenv.cfg").is_file():
        return _virtual(python)
    if not python.is_file():
        raise FlowcodemodError(
            f"{python} is no interpreter: name one, such as .venv/bin/python, or a virtual environment's folder"
        )
    if (python.parent.parent / "pyvenv.cfg").is_file():
        return _virtual(python.parent.parent)
    return _installation(python.resolve())


def _virtual(prefix: Path) -> Environment:
    settings = _settings(prefix / "pyvenv.cfg")
    version = _version(settings.get("version_info", settings.get("version", "")))
    folders = [*_libraries(prefix, version)]
    home = settings.get("home", "")
    if settings.get("include-system-site-packages", "").lower() == "true" and Path(home).is_absolute():
        folders += _libraries(Path(home).parent, version)
    return _environment(folders, version, prefix / "pyvenv.cfg")


def _installation(python: Path) -> Environment:
    """An interpreter that is no virtual environment. Raises FlowcodemodError for a script that starts another one."""
    with python.open("rb") as stream:
        if stream.read(2) == b"#!":
            raise FlowcodemodError(
                f"{python} is a script that starts an interpreter: name the interpreter itself, as `python -c "
                f"'import sys; print(sys.executable)'` prints it, or a virtual environment's folder"
            )
    named = _LIBRARY.fullmatch(python.name)
    version = named[1] if named else ""
    folders = _libraries(python.parent.parent, version)
    if not folders:
        raise FlowcodemodError(f"no installed packages were found for {python}: name a virtual environment's folder")
    return _environment(folders, version, python)


def _environment(folders: Iterable[Path], version: str, origin: Path) -> Environment:
    sites = tuple(_distinct(folders))
    libraries = (_LIBRARY.fullmatch(folder.parent.name) for folder in sites)
    known = version or next((found[1] for found in libraries if found), "")
    return Environment(sites, editable_folders(sites), known, str(origin))


def _libraries(prefix: Path, version: str) -> list[Path]:
    """The site-packages folders below a prefix: of one Python version where it is known, Debian's names too."""
    library = f"python{'.'.join(version.split('.')[:2])}" if version else "python3.*"
    patterns = [f"lib/{library}/site-packages", f"lib64/{library}/site-packages"]
    patterns += [f"local/lib/{library}/dist-packages", "lib/python3/dist-packages", f"lib/{library}/dist-packages"]
    return [folder for pattern in patterns for folder in sorted(prefix.glob(pattern)) if folder.is_dir()]


def _distinct(folders: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for folder in folders:
        if folder.resolve() not in seen:
            seen.add(folder.resolve())
            yield folder


def _settings(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines if "\0" not in line)
    return {key.strip().lower(): value.strip() for key, equals, value in pairs if equals}


def _version(text: str) -> str:
    """The version a text starts with: virtualenv writes `3.11.7.final.0`."""
    found = _VERSION.match(text)
    return found[0] if found else ""
