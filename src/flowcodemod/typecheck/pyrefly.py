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
from flowcodemod.typecheck.pyrefly_check import diagnose
from flowcodemod.typecheck.spec import ServerSpec, find_executable

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


def configure(project: Project, folder: Path) -> Mapping[str, Any]:
    """Write our configuration and point the server at it, with type checking at its default strictness."""
    file = folder / _CONFIGURATION
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
    file.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in values.items()), "utf-8")
    settings = {"configPath": str(file), "typeCheckingMode": "default", "displayTypeErrors": "force-off"}
    return {"pyrefly": settings}


PYREFLY = ServerSpec("pyrefly", ("lsp", "--indexing-mode", "none"), configure, diagnose)


def _toml(value: object) -> str:
    """A text, a truth value or a list as TOML; JSON differs from it in one control character and in surrogates."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
