"""A language server as a value: its command, its configuration, and where its program is found: never in the target."""

import os
import shutil
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import Diagnosis

# What would change how a checker looks at the project, set by whoever called us.
_DROPPED = ("PYREFLY_", "TY_", "VIRTUAL_ENV", "CONDA_", "PYTHON")


@dataclass(frozen=True)
class Surroundings:
    """What a checker's program runs with: the program, our folder for its configuration, environment variables."""

    executable: Path
    folder: Path
    variables: Mapping[str, str]


@dataclass(frozen=True)
class ServerSpec:
    """A language server. `configure` writes a configuration of ours and returns the settings to hand over.

    It raises ServerError when the program does not accept it: such a program might take the target's own instead.
    `diagnose` lists the type errors of files (paths as in a key) within a number of seconds; None when it cannot.
    """

    name: str
    arguments: tuple[str, ...]
    configure: Callable[[Project, Surroundings], Mapping[str, Any]]
    diagnose: Callable[[Surroundings, Project, Sequence[str], float], Diagnosis] | None = None


def find_executable(name: str, root: Path) -> Path | None:
    """A program beside our interpreter, else on PATH but not below `root`, nor in a relative entry of PATH."""
    beside = Path(sysconfig.get_path("scripts"), name)
    if beside.is_file() and os.access(beside, os.X_OK):
        return beside
    found = shutil.which(name, path=_safe_path(root))
    return Path(found) if found and not Path(found).resolve().is_relative_to(root) else None


def variables(root: Path) -> dict[str, str]:
    """Our environment variables without those that steer a checker, and a PATH that leads nowhere below `root`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_DROPPED)}
    return {**kept, "PATH": _safe_path(root)}


def _safe_path(root: Path) -> str:
    entries = (Path(entry) for entry in os.environ.get("PATH", os.defpath).split(os.pathsep))
    safe = [str(entry) for entry in entries if entry.is_absolute() and not entry.resolve().is_relative_to(root)]
    return os.pathsep.join(safe) or os.defpath
