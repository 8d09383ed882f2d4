"""The stretches of a Python text that have to be parsed to read some places: the definitions around them.

They show what the whole text would: what binds a name bears it, and is looked for, too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from flowcodemod.readers.long_strings import Span, long_strings

# Where a definition starts after two blank lines, nothing of what comes before reaches into it; nor where a method does.
_DEFINITION = re.compile(r"\n\n\n(?=@|def |class |async def )")
_METHOD = re.compile(r"\n\n(?= {4}(?:@|def |async def ))")
_OUTER = re.compile(r"^[^\s#)\]}]", re.MULTILINE)


def stretches(text: str, places: Iterable[int]) -> list[Span]:
    """Spans of code points, sorted and apart, that hold the places: top-level definitions, and of a class the methods."""
    literals = long_strings(text)
    wanted = sorted(places)
    found: list[Span] = []
    for start, end in _holding((0, *_starts(_DEFINITION, text, (0, len(text)), literals), len(text)), wanted):
        inside = wanted[bisect_right(wanted, start - 1) : bisect_right(wanted, end - 1)]
        for piece in _holding(_members(text, (start, end), literals), (start, *inside)):
            found.append((found.pop()[0], piece[1]) if found and found[-1][1] == piece[0] else piece)
    return found


def _holding(edges: Sequence[int], places: Iterable[int]) -> Iterator[Span]:
    """The spans between the edges that hold the places."""
    for number in sorted({bisect_right(edges, place) for place in places}):
        yield edges[number - 1], edges[number]


def _members(text: str, span: Span, literals: Sequence[Span]) -> Sequence[int]:
    """The edges of the parts of a span that ends with a class: its start, its methods, its end; of others the two ends."""
    start, end = span
    header = text.rfind("\nclass ", max(start - 1, 0), end) + 1
    if header < start or not text.startswith("class ", header) or _touches((header, header), literals):
        return span
    if not all(_touches(match.span(), literals) for match in _OUTER.finditer(text, header + 1, end)):
        return span
    return (start, *_starts(_METHOD, text, (header, end), literals), end)


def _starts(pattern: re.Pattern[str], text: str, span: Span, literals: Sequence[Span]) -> Iterator[int]:
    """Where definitions start in a span, as far as it is certain: not inside a string."""
    return (match.end() for match in pattern.finditer(text, *span) if not _touches(match.span(), literals))


def _touches(span: Span, literals: Sequence[Span]) -> bool:
    """Whether a span touches a string of several lines."""
    before = bisect_right(literals, (span[1] + 1,)) - 1
    return before >= 0 and literals[before][1] > span[0]
