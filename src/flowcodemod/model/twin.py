"""Twins: places where the old and the new name stand side by side, and what becomes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flowcodemod.model.evidence import Evidence
from flowcodemod.model.link import Key
from flowcodemod.model.plan import Edit

Span = tuple[str, int, int]
"""A stretch of code: its path, and code points, end exclusive."""


@dataclass(frozen=True, slots=True)
class Twin:
    """One place where both names meet, and the edits that make one of the two.

    `old`: the references that would clash here. `clashes`: only where these stretches read the same once everything
    is renamed is it a clash (none: always). `pairs`: stretches that must read the same then, else it is a question.
    `question`: why nothing but a person can merge it, '' when equal halves merge. `keep_old`: the edits that let the
    old half win, when somebody decides so. `along`: references that move with it, such as the labels of calls.
    """

    old: tuple[Key, ...]
    edits: tuple[Edit, ...] = ()
    pairs: tuple[tuple[Span, Span], ...] = ()
    keep_old: tuple[Edit, ...] = ()
    question: str = ""
    clashes: tuple[tuple[Span, Span], ...] = ()
    along: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Twins:
    """What became of every twin. `stays`: why a reference keeps its name. `merges`: the edits, with what they cover.

    `digests`: of the files that no reference stands in but a merge edits, such as callers that pass by position.
    """

    stays: Mapping[Key, Evidence] = field(default_factory=dict)
    merges: tuple["Merge", ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)

    def holds(self, one: Key) -> bool:
        """Whether a reference names the old half of a twin that merges."""
        return one in self._halves

    @cached_property
    def _halves(self) -> frozenset[Key]:
        return frozenset(old for merge in self.merges for old in merge.old)


@dataclass(frozen=True, slots=True)
class Merge:
    """Edits that make one name of two; `old`: what names the old half; `keys`: all references that need it."""

    old: tuple[Key, ...]
    keys: tuple[Key, ...]
    edits: tuple[Edit, ...]
