"""The regions that a regular expression tells apart in a text without a grammar: comments, strings, tags."""

import re
from bisect import bisect_right


class Regions:
    """Where a pattern matches in a text; each match is named after its last group that took part."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._matches = list(pattern.finditer(text))
        self._starts = [match.start() for match in self._matches]

    def at(self, index: int) -> re.Match[str] | None:
        """The match that holds a code point."""
        before = bisect_right(self._starts, index) - 1
        found = self._matches[before] if before >= 0 else None
        return found if found is not None and index < found.end() else None
