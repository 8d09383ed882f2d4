"""The stretches of a Python text that have to be parsed to read some places: the top-level definitions around them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

# Comments and strings, so that a quote in one starts no other; those with a group may hold line breaks. Each alternative
# starts with a plain sign: such a pattern is looked for several times as fast.
_TOKEN = re.compile(
    r"#[^\n]*+"
    r"|\"\"\"(?:[^\"\\]++|\\.|\"(?!\"\"))*+\"\"\"()|'''(?:[^'\\]++|\\.|'(?!''))*+'''()"
    r"|\"(?:[^\"\\\n]++|\\.)*+\"?|'(?:[^'\\\n]++|\\.)*+'?",
    re.DOTALL,
)
# Where a definition starts after two blank lines, nothing of what comes before reaches into it.
_CUT = re.compile(r"\n\n\n(?=@|def |class |async def )")

Span = tuple[int, int]


def stretches(text: str, places: Iterable[int]) -> list[Span]:
    """Spans of code points, sorted and apart, that hold the places; each ends where a top-level definition starts."""
    edges = [0, *_cuts(text), len(text)]
    found: list[Span] = []
    for number in sorted({bisect_right(edges, place) for place in places}):
        start, end = edges[number - 1], edges[number]
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _cuts(text: str) -> Iterator[int]:
    """Where top-level definitions start, as far as it is certain: not inside a string."""
    strings = [match.span() for match in _TOKEN.finditer(text) if match.lastindex]
    starts = [start for start, _ in strings]
    for match in _CUT.finditer(text):
        before = bisect_right(starts, match.end()) - 1
        if before < 0 or strings[before][1] <= match.start():
            yield match.end()
