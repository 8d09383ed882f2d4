"""The type errors `pyrefly check` finds: one run for all files, the same list every time."""

import glob
import json
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import Diagnosis, Problem
from flowcodemod.typecheck.spec import Surroundings

_OPTIONS = ("--output-format=json", "--summary=none", "--progress-bar=no", "--color=never")
# Without these it leaves out files named on its command line.
_EVERYTHING = ("--disable-project-excludes-heuristics=true", "--project-excludes=/dev/null")
_LONGEST = 500_000
"""Characters of paths that one command line is given; systems allow 1 to 2 million."""


_PROBE = 60.0
"""Seconds for looking at an empty file."""


class _NoAnswerError(Exception):
    """Why there is no list of errors."""


def diagnose(around: Surroundings, project: Project, paths: Sequence[str], seconds: float) -> Diagnosis:
    """The errors of the given files, with the configuration `pyrefly.toml` in our folder. Never raises."""
    problems: list[Problem] = []
    for part in _parts([glob.escape(str(project.root / path)) for path in paths]):
        command = [str(around.executable), "check", "--config", str(around.folder / "pyrefly.toml")]
        command.append(f"--relative-to={project.root}")
        try:
            errors = _errors([*command, *_OPTIONS, *_EVERYTHING, *part], around, seconds)
        except _NoAnswerError as error:
            return Diagnosis(problem=f"pyrefly check {error}")
        problems += [_problem(project, one) for one in errors]
    return Diagnosis(tuple(sorted(problems)))


def rejection(around: Surroundings, configuration: Path) -> str:
    """Why pyrefly does not take a configuration word for word, '' when it does. Only a file of ours is looked at."""
    probe = around.folder / "probe.py"
    probe.write_text("", "utf-8")
    command = [str(around.executable), "check", "--config", str(configuration), *_OPTIONS, str(probe)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PROBE,
            check=False,
            cwd=around.folder,
            env=around.variables,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    said = done.stderr.decode("utf-8", "replace").strip()
    return said.split("\n")[0][:200] or "it failed" if done.returncode or "Extra keys" in said else ""


def _parts(files: Sequence[str]) -> Iterator[list[str]]:
    """The files in lists short enough for a command line."""
    part: list[str] = []
    length = 0
    for file in files:
        if part and length + len(file) > _LONGEST:
            yield part
            part, length = [], 0
        part.append(file)
        length += len(file) + 1
    if part:
        yield part


def _errors(command: Sequence[str], around: Surroundings, seconds: float) -> list[dict[str, Any]]:
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=around.folder,
        env=around.variables,
        start_new_session=True,
    ) as process:
        try:
            output, complaints = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise _NoAnswerError(f"gave no answer within {seconds:g} seconds") from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    try:
        errors: list[dict[str, Any]] = json.loads(output)["errors"]
    except (ValueError, KeyError) as error:
        said = complaints.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise _NoAnswerError(f"ended with code {process.returncode}: {said[:200]}") from error
    return errors


def _problem(project: Project, error: dict[str, Any]) -> Problem:
    path, _ = project.locate((project.root / error["path"]).as_uri())
    return Problem(path, error["line"], error["column"], error["name"], error["concise_description"])
