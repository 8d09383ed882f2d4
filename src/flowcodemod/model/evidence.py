"""Evidence: the closed list of things that can be known about a reference, what each is worth, and one sum of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from math import prod


class Tier(StrEnum):
    """How far a confidence may be trusted: confident >= 0.9, tentative 0.6 to below 0.9, manual below."""

    CONFIDENT = "confident"
    TENTATIVE = "tentative"
    MANUAL = "manual"


class Kind(Enum):
    """A kind of evidence: slug, weight (supporting: 0-1 probability that it settles the matter; contrary: cap), sentence."""

    # Supporting: each alone gives its weight; together 1 - product of what each leaves open.
    LOCAL_BINDING = ("local-binding", 0.97, "bound inside one function, where every use can be seen")
    RESOLVED = ("resolved", 0.96, "the type checker shows its definition in this repository")
    PRIVATE = ("private", 0.92, "a private name that nothing outside this file mentions")
    CLOSED_WORLD = ("closed-world", 0.80, "no installed package defines this name")
    SHOWN_FLOW = ("shown-flow", 0.93, "a shown flow ties it to a definition of ours")
    OVERRIDE = ("override", 0.93, "it overrides, or is overridden by, a definition of ours")
    FOLLOWS = ("follows", 0.93, "text that speaks of code which moves")
    CALLEE_NAME = ("callee-name", 0.8, "only definitions of ours bear the callee's name and take this keyword")
    SAME_NAME = (
        "same-name",
        0.55,
        "definitions of ours bear the name, and nothing in this file belongs to anybody else",
    )
    SAME_RECEIVER = ("same-receiver", 0.8, "wherever this is asked of a receiver of that name and resolves, it is ours")
    SAME_SHAPE = ("same-shape", 0.8, "a class of ours has everything that is asked of it here")
    BAG = ("bag", 0.8, "a bag of attributes takes any name, and what is asked of it here is ours")
    NAMED = ("named", 0.78, "the campaign names it letter by letter, and nobody else's code is known to have it")
    IMPORTS_OWNER = ("imports-owner", 0.78, "its file imports a class of ours that has the name")
    KEY_FAMILY = (
        "key-family",
        0.92,
        "writers and readers of this key are in the repository, and nobody else's code has it",
    )
    DECIDED = ("decided", 0.99, "somebody decided so")
    MERGED = ("merged", 0.92, "old and new name hold the same here and become one")
    # Contrary: the confidence is at most this.
    UNRESOLVED = ("unresolved", 0.5, "nothing shows where it is defined")
    CALLERS_UNSEEN = ("callers-unseen", 0.55, "callers outside this file may use the name")
    BOUNDARY = ("boundary", 0.55, "the name crosses a boundary of the program")
    TWIN = ("twin", 0.4, "old and new name stand side by side")
    QUESTION = ("question", 0.0, "old and new name stand side by side, and somebody must say what becomes of them")
    KEPT = ("kept", 0.0, "somebody decided that both names stay")
    POSTPONED = ("postponed", 0.55, "somebody left it for later")
    REQUIRES = ("requires", 0.55, "the other half of it was refused or left for later")
    REJECTED = ("rejected", 0.0, "somebody decided that it stays")
    COLLISION = ("collision", 0.0, "the new name is already taken here")
    NO_NEW_FORM = ("no-new-form", 0.0, "it has no safe new form")
    HELD = ("held", 0.0, "its definition is not to be edited")
    FOREIGN = ("foreign", 0.0, "somebody else's code owns the name")
    CONTESTED = ("contested", 0.8, "somebody else's has the name, too, and nothing near tells which is meant")
    EVERYDAY = ("everyday", 0.55, "everyday words, which may mean the code of that name near them, or anything")
    NO_CHECKER = ("no-checker", 0.89, "no type checker was there to confirm it")

    def __init__(self, slug: str, weight: float, sentence: str) -> None:
        self.slug = slug
        self.weight = weight
        self.sentence = sentence

    @property
    def supports(self) -> bool:
        """Whether it speaks for the edit."""
        return self in _SUPPORTING

    @property
    def guesses(self) -> bool:
        """Whether it rests on equal names, which prove nothing, rather than on a definition."""
        return self in _GUESSES


_GUESSES = frozenset(
    {
        Kind.CALLEE_NAME,
        Kind.SAME_NAME,
        Kind.SAME_RECEIVER,
        Kind.SAME_SHAPE,
        Kind.IMPORTS_OWNER,
        Kind.BAG,
        Kind.NAMED,
        Kind.KEY_FAMILY,
    }
)
_SUPPORTING = _GUESSES | {
    Kind.LOCAL_BINDING,
    Kind.RESOLVED,
    Kind.PRIVATE,
    Kind.CLOSED_WORLD,
    Kind.SHOWN_FLOW,
    Kind.OVERRIDE,
    Kind.FOLLOWS,
    Kind.DECIDED,
    Kind.MERGED,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence and what it rests on, such as `app/models.py:12`."""

    kind: Kind
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind.slug}: {self.kind.sentence}" + (f" ({self.detail})" if self.detail else "")


def confidence(evidence: Iterable[Evidence]) -> float:
    """Supporting evidence combined as independent witnesses, capped by the strongest contrary piece; 0-1, two digits.

    What somebody decided settles every doubt, but makes nothing possible that is not (a cap of 0).
    """
    kinds = {piece.kind for piece in evidence}
    if Kind.DECIDED in kinds and Kind.POSTPONED not in kinds:
        kinds = {kind for kind in kinds if kind.supports or not kind.weight}
    open_doubt = prod(1 - kind.weight for kind in kinds if kind.supports)
    cap = min((kind.weight for kind in kinds if not kind.supports), default=1.0)
    return round(min(1 - open_doubt, cap), 2)


def tier(value: float) -> Tier:
    """The tier of a confidence."""
    if value >= 0.9:
        return Tier.CONFIDENT
    return Tier.TENTATIVE if value >= 0.6 else Tier.MANUAL
