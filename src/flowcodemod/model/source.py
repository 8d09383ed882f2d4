"""A file's decoded text with everything needed to write it back byte for byte."""

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """`path` is relative to the repository's root with `/`; `text` keeps its newlines and excludes the BOM.

    `encoding` names a Python codec; `bom` holds the byte-order mark, if any. `digest` is the SHA-256 of the bytes.
    `layer` is the first layer of the campaign whose pattern matches.
    """

    path: str
    text: str
    encoding: str
    bom: bytes
    digest: str

    def encode(self, text: str) -> bytes:
        """The bytes of another text in this file's encoding. Raises UnicodeEncodeError when it cannot be written so."""
        return self.bom + text.encode(self.encoding)


def line_around(text: str, start: int, end: int | None = None) -> str:
    """The line of a code point, or the lines of a span, without the last line break."""
    stop = text.find("\n", start if end is None else end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]


BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
