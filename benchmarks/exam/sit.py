"""One case, one tool: rename, rename again, rename back, run the tests; everything measured on copies."""

import hashlib
import json
import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path

from copies import committed_copy, digests

from .cases import Case
from .measures import Left, kept, left
from .packages import NICE, PackageError, Workshop, passing

_SECONDS = 1200


@dataclass(frozen=True)
class Result:
    """`lost`: tests that passed before and do not now. `taken`: must-stay sites that were changed."""

    case: str
    tool: str
    tests: int
    lost: tuple[str, ...]
    left: tuple[Left, ...]
    taken: int
    kept: int
    returns: tuple[str, ...]
    idempotent: bool
    seconds: float

    @property
    def passed(self) -> bool:
        """Green, nothing left, nobody else's name touched, back to every byte, and done after one run."""
        return not (self.lost or self.left or self.taken or self.returns) and self.idempotent


def baseline(workshop: Workshop, case: Case) -> frozenset[str]:
    """The tests that pass twice before any change, run once and kept. Raises PackageError when it cannot be had."""
    source, tree = workshop.source(case), workshop.tree(case)
    committed_copy(source, tree)
    python = workshop.python(case)
    asked = repr((case.old, case.new, case.install, case.test, case.unstable, sorted(case.files.items())))
    name = f"{case.package}-{case.version}-{hashlib.sha256(asked.encode()).hexdigest()[:12]}.json"
    known = workshop.root / "baselines" / name
    if not known.exists():
        first = passing(case, tree, python)
        committed_copy(source, tree)
        both = first & passing(case, tree, python)
        if not both:
            raise PackageError(f"no test of {case.package} passes; see {tree}.log")
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_text(json.dumps(sorted(both)), "utf-8")
    return frozenset(json.loads(known.read_text("utf-8")))


def sit(workshop: Workshop, case: Case, tool: str, command: str, before: frozenset[str]) -> Result:
    """Let a tool sit one case. `command` has the fields {root}, {old}, {new} and {python}."""
    source, tree, python = workshop.source(case), workshop.tree(case), workshop.python(case)
    committed_copy(source, tree)
    at_start = digests(tree)
    started = time.monotonic()
    run_tool(command, tree, python, case)
    seconds = time.monotonic() - started
    after = workshop.root / "after" / tool / case.package
    committed_copy(tree, after)
    at_end = digests(tree)
    run_tool(command, tree, python, case)
    idempotent = digests(tree) == at_end
    committed_copy(after, tree)
    run_tool(command, tree, python, replace(case, old=case.new, new=case.old))
    back = digests(tree)
    committed_copy(after, tree)
    lost = before - passing(case, tree, python)
    if 0 < len(lost) <= 20:
        lost -= passing(case, tree, python)
    counts = list(zip(kept(source, case), kept(after, case), strict=True))
    return Result(
        case=case.package,
        tool=tool,
        tests=len(before),
        lost=tuple(sorted(lost)),
        left=tuple(left(after, case)),
        taken=sum(max(0, was - now) for was, now in counts),
        kept=sum(was for was, _now in counts),
        returns=tuple(sorted(path for path in at_start | back if at_start.get(path) != back.get(path))),
        idempotent=idempotent,
        seconds=seconds,
    )


def run_tool(command: str, tree: Path, python: Path, case: Case) -> None:
    """Run a tool on a tree, its output in a log beside; compiled files it has left are taken away."""
    fields = {"root": shlex.quote(str(tree)), "python": shlex.quote(str(python)), "old": case.old, "new": case.new}
    filled = command.format(**fields)
    log = tree.parent / f"{tree.name}.tool.log"
    with log.open("ab") as output:
        output.write(f"$ {filled}\n".encode())
        subprocess.run([*NICE, "sh", "-c", filled], cwd=tree, stdin=subprocess.DEVNULL, stdout=output,
                       stderr=subprocess.STDOUT, timeout=_SECONDS, check=False)  # fmt: skip
    for compiled in tree.rglob("__pycache__"):
        shutil.rmtree(compiled, ignore_errors=True)
