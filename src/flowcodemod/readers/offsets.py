"""Code points <-> UTF-8 bytes <-> lines: parsers count bytes, people count lines, edits count code points."""

import re
from bisect import bisect_right
from functools import cached_property

_WIDE = re.compile(r"[^\x00-\x7f]")
_NEWLINE = re.compile(r"\r\n|\r|\n")


class Offsets:
    """Positions of one text. Every index is 0-based; lines and columns are 1-based."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last = 0, 1, 0

    @cached_property
    def _wide(self) -> tuple[list[int], list[int]]:
        """Where the non-ASCII code points stand, and how many extra bytes there are up to and including each."""
        places: list[int] = []
        extra: list[int] = []
        total = 0
        if not self.text.isascii():
            for match in _WIDE.finditer(self.text):
                total += len(match[0].encode("utf-8", "surrogatepass")) - 1
                places.append(match.start())
                extra.append(total)
        return places, extra

    @cached_property
    def _wide_bytes(self) -> list[int]:
        """The byte offset just after each non-ASCII code point."""
        places, extra = self._wide
        return [place + 1 + more for place, more in zip(places, extra, strict=True)]

    def to_byte(self, index: int) -> int:
        """The UTF-8 byte offset of a code point."""
        places, extra = self._wide
        before = bisect_right(places, index - 1)
        return index + (extra[before - 1] if before else 0)

    def to_bytes(self, start: int, end: int) -> tuple[int, int]:
        """The UTF-8 byte offsets of a span of code points."""
        return self.to_byte(start), self.to_byte(end)

    def to_index(self, byte: int) -> int:
        """The code point that starts at a UTF-8 byte offset."""
        before = bisect_right(self._wide_bytes, byte)
        return byte - (self._wide[1][before - 1] if before else 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]

    def line_column(self, index: int) -> tuple[int, int]:
        r"""The 1-based line and column of a code point; `\r\n`, `\r` and `\n` end a line."""
        if self._mixed:
            line = bisect_right(self._starts, index)
            return line, index - self._starts[line - 1] + 1
        # Counting on from the last place asked for costs a tenth of a list of all lines.
        at, line, begins = self._last
        passed = self.text.count("\n", at, index) - self.text.count("\n", index, at)
        if passed:
            line, begins = line + passed, self.text.rfind("\n", 0, index) + 1
        self._last = index, line, begins
        return line, index - begins + 1

    @cached_property
    def _mixed(self) -> bool:
        return "\r" in self.text
