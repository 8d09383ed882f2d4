"""pyrefly as the checker: `pyrefly lsp` for definitions, `pyrefly check` for type errors, with a configuration of ours.

Nothing of the target is obeyed: a configuration of its own, an interpreter it names or holds, its build system.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flowcodemod.typecheck.checker import LanguageServerChecker
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import Checker, CheckerUnavailable, Limits
from flowcodemod.typecheck.pyrefly_check import diagnose, rejection
from flowcodemod.typecheck.server import ServerError
from flowcodemod.typecheck.spec import ServerSpec, Surroundings, find_executable

_CONFIGURATION = "pyrefly.toml"


def open_checker(
    root: Path,
    python: Path | None = None,
    paths: Iterable[str] = (),
    spec: ServerSpec | None = None,
    limits: Limits | None = None,
) -> Checker:
    """A checker for a repository: `python` names its interpreter, `paths` its tracked files.

    Where no checker is installed the result answers nothing and says why in `problem`. Raises FlowcodemodError when
    `python` is given and names no interpreter.
    """
    return open_project(Project.find(root, paths, python), spec, limits)


def open_project(project: Project, spec: ServerSpec | None = None, limits: Limits | None = None) -> Checker:
    """A checker for a project that was looked at before; see `open_checker`."""
    spec = spec or PYREFLY
    executable = find_executable(spec.name, project.root)
    if executable is None:
        return CheckerUnavailable(
            f"{spec.name} is not installed: install it beside flowcodemod (pip install {spec.name})"
        )
    return LanguageServerChecker(spec, executable, project, limits)


def configure(project: Project, around: Surroundings) -> Mapping[str, Any]:
    """Write our configuration and point the server at it, with type checking at its default strictness.

    Raises ServerError when pyrefly does not take it as it is: it would take the target's own, and run what that names.
    """
    file = around.folder / _CONFIGURATION
    settings = {"configPath": str(file), "typeCheckingMode": "default", "displayTypeErrors": "force-off"}
    if not file.exists():
        _write(project, file)
        complaint = rejection(around, file)
        if complaint:
            file.unlink()
            raise ServerError(f"it does not accept our configuration: {complaint}")
    return {"pyrefly": settings}


def _write(project: Project, file: Path) -> None:
    version = project.environment.version or f"{sys.version_info.major}.{sys.version_info.minor}"
    values = {
        "search-path": [str(one) for one in project.search_path],
        "disable-search-path-heuristics": True,
        "site-package-path": [str(one) for one in project.packages],
        "skip-interpreter-query": True,
        "python-version": version,
        "python-platform": sys.platform,
        "use-ignore-files": False,
    }
    try:
        file.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in values.items()), "utf-8")
    except UnicodeEncodeError as error:
        raise ServerError(f"a path on the project's import path is not UTF-8: {error.object[:200]!r}") from error


PYREFLY = ServerSpec("pyrefly", ("lsp", "--indexing-mode", "none"), configure, diagnose)


def _toml(value: object) -> str:
    """A text, a truth value or a list as TOML; JSON differs from it in one control character and in surrogates."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
