"""Links between references, claims about single references, and the answers of a type checker that both rest on."""

from dataclasses import dataclass

from flowcodemod.model.evidence import Evidence

Key = tuple[str, int]
"""A reference in a text: its path and the code point where it starts."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two references that must change together, and what shows it."""

    one: Key
    other: Key
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Claim:
    """Evidence about a single reference."""

    key: Key
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a checker says a token is defined. `text` is what stands at that place; `outside`: not in the repository.

    `path` is relative to the root inside the repository and absolute outside; `start` is a code point.
    """

    path: str
    start: int
    text: str
    outside: bool
