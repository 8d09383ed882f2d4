"""A proof: one thing that must hold after an apply, whether it does, and what shows it."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a proof came out; `skipped` ones say why in the detail and do not count against a run."""

    HOLDS = "holds"
    FAILS = "fails"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Proof:
    """`name` says what is proven; `detail` what was looked at or what is wrong; `groups` those that caused a failure."""

    name: str
    outcome: Outcome
    detail: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """One file that a run touched, under the name it has now: its text before, now, and as the plan would have it.

    `was`: its name before; empty when the run created it. What is no text stands here with one code point a byte.
    """

    path: str
    before: str
    now: str
    planned: str
    was: str


def skipped(name: str, reason: str) -> Proof:
    """A proof that could not be tried, and why."""
    return Proof(name, Outcome.SKIPPED, reason)


def holds(name: str, problems: list[str], looked_at: str, groups: tuple[str, ...] = ()) -> Proof:
    """A proof that fails when there are problems; the first few are named."""
    if not problems:
        return Proof(name, Outcome.HOLDS, looked_at)
    shown = "; ".join(problems[:5]) + (f"; and {len(problems) - 5} more" if len(problems) > 5 else "")
    return Proof(name, Outcome.FAILS, shown, groups)
