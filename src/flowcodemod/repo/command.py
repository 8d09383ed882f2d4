"""Commands that somebody asked us to run: the project's own, in its own environment, never through a shell."""

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from flowcodemod.model.errors import FlowcodemodError


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and everything it printed."""

    code: int
    output: str


def split_command(text: str) -> tuple[str, ...]:
    """The words of a command line. Raises FlowcodemodError for one that is empty or holds an open quote."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise FlowcodemodError(f"the command '{text}' cannot be read: {error}") from error
    if not words:
        raise FlowcodemodError("no test command: give --test-command, or [verify] test in the campaign")
    return tuple(words)


def run_command(words: tuple[str, ...], folder: Path, python: Path | None) -> Ended:
    """Run a command in a folder, with the environment of an interpreter ahead on the path, and wait for its end.

    Raises FlowcodemodError when it cannot be started.
    """
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            env=_variables(python),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as error:
        raise FlowcodemodError(f"'{shlex.join(words)}' cannot be run: {error.strerror}") from error
    return Ended(done.returncode, done.stdout.decode("utf-8", "replace"))


def _variables(python: Path | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    if python is None:
        return kept
    folder = python.absolute().parent
    return {**kept, "PATH": f"{folder}{os.pathsep}{kept.get('PATH', os.defpath)}", "VIRTUAL_ENV": str(folder.parent)}
