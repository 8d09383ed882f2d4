"""The project's own tests as proofs: collected, or run by its own command. Only ever done when asked."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from flowcodemod.model.plan import Group
from flowcodemod.model.proof import Changed, Outcome, Proof, skipped
from flowcodemod.model.words import counted
from flowcodemod.program.program import is_test
from flowcodemod.repo.command import Ended, run_command, split_command
from flowcodemod.stages.blame import Blame

COLLECTED = "the touched tests are collected"
PASSED = "the project's tests pass"
_NOTHING_COLLECTED = 5
_SHOWN = 5
# Nothing is left behind in the tree.
_COLLECT = ("python", "-B", "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "-q")


def collects(root: Path, python: Path | None, changed: Sequence[Changed], groups: Sequence[Group]) -> Proof:
    """Let the target's own pytest collect the tests that a run changed."""
    touched = [one.path for one in changed if one.path.endswith(".py") and is_test(one.path)]
    if not touched:
        return skipped(COLLECTED, "the run edited no test")
    ended = run_command((*_COLLECT, *touched), root, python)
    looked = counted(len(touched), "file")
    return _proof(COLLECTED, ended, looked, changed, groups, fine=(0, _NOTHING_COLLECTED))


def passes(root: Path, python: Path | None, command: str, changed: Sequence[Changed], groups: Sequence[Group]) -> Proof:
    """Run the project's test command in its environment. Raises FlowcodemodError when it cannot be run."""
    return _proof(PASSED, run_command(split_command(command), root, python), command, changed, groups)


def _proof(
    name: str,
    ended: Ended,
    looked: str,
    changed: Sequence[Changed],
    groups: Sequence[Group],
    *,
    fine: tuple[int, ...] = (0,),
) -> Proof:
    lines = [line for line in ended.output.splitlines() if line.strip()]
    if ended.code in fine:
        return Proof(name, Outcome.HOLDS, f"{looked}: {lines[-1]}" if lines else looked)
    said = " / ".join(lines[-_SHOWN:]) or "it printed nothing"
    causes = tuple(sorted(set(_causes(ended.output, changed, Blame(groups)))))
    return Proof(name, Outcome.FAILS, f"{looked} ended with code {ended.code}: {said}", causes)


def _causes(output: str, changed: Sequence[Changed], blame: Blame) -> Iterable[str]:
    """The groups that edited a line which the output names, as tracebacks do."""
    for one in changed:
        name = re.escape(one.path)
        for match in re.finditer(rf'(?<![\w-]){name}(?::|", line )(\d+)', output):
            yield from blame.of_line(one.was, int(match[1]))
