"""A change of a text that a move asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flowcodemod.model.site import Place


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Replace `start`..`end` by `new`, for the place that moves; with `problem`, this cannot be written."""

    start: int
    end: int
    new: str
    place: str
    problem: str = ""


def tokens_changed(tokens: Sequence[Place], new: Sequence[str], place: str) -> Iterator[Change]:
    """Rename the tokens that differ one by one, or all at once where their number does."""
    if len(tokens) == len(new):
        for token, part in zip(tokens, new, strict=True):
            if token.text != part:
                yield Change(token.start, token.end, part, place)
    elif tokens:
        yield Change(tokens[0].start, tokens[-1].end, ".".join(new), place)


def refused(token: Place, place: str, message: str) -> Change:
    """A change that cannot be written."""
    return Change(token.start, token.end, token.text, place, message)
