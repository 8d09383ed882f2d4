"""The file `flowcodemod.decisions` at the repository's root: one sorted line a decision."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from flowcodemod.model.decision import Answer, Decision
from flowcodemod.model.errors import RepositoryError
from flowcodemod.repo.record import escape, read_lines, unescape, write_lines

FILE = "flowcodemod.decisions"


def read_decisions(root: Path) -> dict[str, Decision]:
    """The decisions by fingerprint; none when there is no file. Raises RepositoryError naming the broken line."""
    found: dict[str, Decision] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(read_lines(root / FILE), 1):
        if not line.strip():
            continue
        decision = _decision(line, f"{FILE}:{number}")
        earlier = found.get(decision.fingerprint)
        if earlier and earlier.answer is not decision.answer:
            raise RepositoryError(
                f"{FILE}:{number}: {decision.fingerprint} is answered '{decision.answer}' here and '{earlier.answer}'"
                f" on line {lines[decision.fingerprint]}: delete one of the two lines"
            )
        lines.setdefault(decision.fingerprint, number)
        found[decision.fingerprint] = min(earlier or decision, decision)
    return found


def write_decisions(root: Path, decisions: Mapping[str, Decision]) -> None:
    """Replace the file in one step. Raises RepositoryError when it cannot be written."""
    write_lines(root / FILE, sorted(_line(decision) for decision in decisions.values()))


def record_decisions(root: Path, decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Add decisions to the file, where a new answer replaces an old one; the file is left alone when nothing changes.

    Returns everything that is decided now. Raises RepositoryError as reading and writing do.
    """
    before = read_decisions(root)
    after = before | {decision.fingerprint: decision for decision in decisions}
    if after != before:
        write_decisions(root, after)
    return after


def _line(decision: Decision) -> str:
    return "\t".join((decision.fingerprint, decision.answer, escape(decision.reason), escape(decision.source)))


def _decision(line: str, where: str) -> Decision:
    fields = line.split("\t")
    if len(fields) != 4:
        raise RepositoryError(
            f"{where}: has {len(fields)} of 4 fields: fingerprint, answer, reason, source, with tabs between"
        )
    fingerprint, answer, reason, source = fields
    if not re.fullmatch("[0-9a-f]{16}", fingerprint):
        raise RepositoryError(f"{where}: '{escape(fingerprint)}' is no fingerprint: 16 hexadecimal digits")
    if answer not in list(Answer):
        near = get_close_matches(answer, list(Answer), n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(Answer)}"
        raise RepositoryError(f"{where}: '{escape(answer)}' is no answer; {hint}")
    return Decision(fingerprint, Answer(answer), unescape(reason), unescape(source))
