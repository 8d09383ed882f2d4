"""Code points of a text <-> the 0-based lines and UTF-16 columns of the language-server protocol."""

import io
import re
import tokenize
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

# Only these end a line for a language server; str.splitlines knows nine more.
_NEWLINE = re.compile(r"\r\n|\r|\n")


def read_python(file: Path) -> str | None:
    """The text of a Python file as an editor holds it, without its byte-order mark; None when it cannot be read."""
    try:
        if not file.is_file():
            return None
        data = file.read_bytes()
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
        text.encode()
    except (OSError, UnicodeError, SyntaxError, LookupError):
        return None
    return text


class Positions:
    """The positions of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]

    @cached_property
    def _is_narrow(self) -> bool:
        """Whether every code point is one UTF-16 unit."""
        return self.text.isascii() or max(self.text) <= "\uffff"

    def position(self, index: int) -> tuple[int, int]:
        """The line and UTF-16 column of a code point."""
        line = bisect_right(self._starts, index) - 1
        start = self._starts[line]
        return line, index - start if self._is_narrow else len(self.text[start:index].encode("utf-16-le")) // 2

    def index(self, line: int, column: int) -> int:
        """The code point at a line and UTF-16 column; past the end of a line or of the text, that end."""
        if line >= len(self._starts):
            return len(self.text)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        if self._is_narrow:
            return min(start + column, end)
        before = self.text[start:end].encode("utf-16-le")[: 2 * column]
        return start + len(before.decode("utf-16-le", "ignore"))
