"""A rename with the shim: its tests are as green as without, and every old import still works and warns."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from copies import committed_copy, digests
from exam.packages import Workshop, passing
from exam.sit import run_tool

from .renames import Rename

# Runs in the package's own environment. Each import has a process of its own: a module warns of what it hands out anew.
_PROBE = """
import sys, warnings
old, new = sys.argv[1:]
def found(dotted):
    module, _, name = dotted.rpartition(".")
    scope = {}
    exec(f"from {module} import {name} as found" if module else f"import {name} as found", scope)
    return scope["found"]
wanted = found(new)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    got = found(old)
told = [one for one in caught if issubclass(one.category, DeprecationWarning) and old in str(one.message)]
sys.exit(0 if got is wanted and told else f"{old}: got {got!r}, warnings {[str(one.message) for one in caught]}")
"""


@dataclass(frozen=True)
class Shimmed:
    """`lost`: tests that fail with the shim beside. `silent`: old imports that do not work, or do not warn, and why."""

    lost: tuple[str, ...]
    imports: int
    silent: tuple[str, ...]
    idempotent: bool

    @property
    def passed(self) -> bool:
        """Green, every old import works and warns, and a second run adds nothing."""
        return not (self.lost or self.silent) and self.idempotent


def shimmed(workshop: Workshop, rename: Rename, command: str, before: frozenset[str]) -> Shimmed:
    """Rename with the shim twice and look at what is there. `command` has the fields {root} and {python}."""
    tree, python = workshop.tree(rename.case), workshop.python(rename.case)
    committed_copy(workshop.source(rename.case), tree)
    run_tool(command, tree, python, rename.case)
    after = workshop.root / "after/shim" / rename.case.package
    committed_copy(tree, after)
    at_end = digests(tree)
    run_tool(command, tree, python, rename.case)
    idempotent = digests(tree) == at_end
    committed_copy(after, tree)
    lost = before - passing(rename.case, tree, python)
    silent = [said for pair in rename.imports.items() if (said := _asked(python, tree, rename.case.folder, *pair))]
    return Shimmed(tuple(sorted(lost)), len(rename.imports), tuple(silent), idempotent)


def _asked(python: Path, tree: Path, folder: str, old: str, new: str) -> str:
    """What is wrong with an old import; empty when it works and warns."""
    command = [str(python), "-c", _PROBE, old, new]
    done = subprocess.run(command, cwd=tree / folder, capture_output=True, text=True, check=False)
    return (done.stderr.strip().splitlines() or [f"{old}: exit {done.returncode}"])[-1] if done.returncode else ""
