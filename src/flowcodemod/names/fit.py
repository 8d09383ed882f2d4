"""Changes in a text -> changes that overlap neither one another nor part of a reference."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flowcodemod.model.reference import Reference
from flowcodemod.readers.change import Change


def fit(text: str, changes: Iterable[Change], references: Sequence[Reference]) -> Iterator[Change]:
    """Widen each change to the references it cuts, and make one of those that then overlap; sorted."""
    spans: list[tuple[int, int, list[Change]]] = []
    for change in sorted(set(changes)):
        start, end = change.start, change.end
        for reference in references:
            if reference.start < end and start < reference.end:
                start, end = min(start, reference.start), max(end, reference.end)
        if spans and start < spans[-1][1]:
            first, last, inside = spans[-1]
            spans[-1] = (min(first, start), max(last, end), [*inside, change])
        else:
            spans.append((start, end, [change]))
    for start, end, inside in spans:
        yield _one(text, start, end, inside)


def _one(text: str, start: int, end: int, changes: Sequence[Change]) -> Change:
    """One change that makes several; of two at one place the longer counts."""
    parts: list[str] = []
    at = start
    for change in sorted(changes, key=lambda one: (one.start, -one.end)):
        if change.start >= at:
            parts += [text[at : change.start], change.new]
            at = change.end
    return replace(changes[0], start=start, end=end, new="".join([*parts, text[at:end]]))
