"""One file's bytes -> its text, with all that is needed to write it back byte for byte."""

import codecs
import hashlib
import io
import os
import stat
import tokenize
from dataclasses import dataclass
from errno import ELOOP
from pathlib import Path

from flowcodemod.model.errors import RepositoryError
from flowcodemod.model.prefilter import Prefilter
from flowcodemod.model.source import BOMS, Source
from flowcodemod.repo.paths import link_in

LINKED = "reached through a symbolic link, which is not followed"
_PYTHON = (".py", ".pyi", ".pyw")
_SNIFFED = 8192
_GLANCED = 1 << 16
_MORE = 1 << 20
_PLAIN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_MARKS = tuple(mark for mark, _encoding in BOMS)
_MARKED = frozenset(mark[0] for mark in _MARKS)
# These either decode in quadratic time or do not give back the bytes they were given.
_REFUSED = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})


@dataclass(frozen=True, slots=True, order=True)
class Skipped:
    """A tracked file that could not be read as text, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """What stands for a file that was read and holds nothing of the concept; a `binary` one is no text at all."""

    binary: bool = False


UNMATCHED, BINARY = Unmatched(), Unmatched(binary=True)


def read_source(root: Path, path: str, prefilter: Prefilter | None = None) -> Source | Skipped | Unmatched:
    """Read and decode `root`/`path`; with `prefilter`, only when its bytes (of UTF-16 and -32: its text) match.

    Never raises: what cannot be read is Skipped with a reason, what need not be is Unmatched. Links are not followed.
    """
    if link_in(root, path):
        return Skipped(path, LINKED)
    return read_entry(root, path, prefilter)


def read_entry(root: Path | str, path: str, prefilter: Prefilter | None = None) -> Source | Skipped | Unmatched:
    """The same for a path whose folders are known to be no links."""
    try:
        return decode(path, read_bytes(f"{root}/{path}"), prefilter)
    except OSError as error:
        return Skipped(path, LINKED if error.errno == ELOOP else f"cannot be read: {error.strerror}")


def passed_over(file: str, prefilter: Prefilter) -> Unmatched | None:
    """What a small file is that holds nothing of the concept, which nearly all are; None where it takes a closer look.

    The calls in here are most of what a whole check costs. A pipe has no place to read from.
    """
    try:
        descriptor = os.open(file, _PLAIN)
        try:
            data = os.pread(descriptor, _GLANCED, 0)
        finally:
            os.close(descriptor)
    except OSError:
        return None
    if not 0 < len(data) < _GLANCED or data[0] in _MARKED or prefilter.search(data):
        return None
    return UNMATCHED if data.find(b"\0", 0, _SNIFFED) < 0 else BINARY


def read_bytes(file: Path | str) -> bytes:
    """Read the bytes of a regular file. Raises OSError; a link, a pipe or a device is an error, too."""
    descriptor = os.open(file, _PLAIN)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(22, "not a regular file")
        # One sign more than there should be: a stream of Python's asks three times for the end of a file.
        data = os.read(descriptor, status.st_size + 1)
        while len(data) != status.st_size and (rest := os.read(descriptor, _MORE)):
            data += rest
        return data
    finally:
        os.close(descriptor)


def read_text(root: Path, path: str) -> tuple[str, str] | None:
    """A file's text and SHA-256; None where there is no file. Raises RepositoryError for what cannot be read as text."""
    try:
        data = read_bytes(root / path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise RepositoryError(f"{path} cannot be read: {error.strerror}") from error
    source = decode(path, data)
    if not isinstance(source, Source):
        raise RepositoryError(f"{path} is no text")
    return source.text, source.digest


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def decode(path: str, data: bytes, prefilter: Prefilter | None = None) -> Source | Skipped | Unmatched:
    """Decode a file's bytes: by its byte-order mark, in Python by its cookie, else UTF-8."""
    marked = data.startswith(_MARKS)
    bom, encoding = next((mark, name) for mark, name in BOMS if data.startswith(mark)) if marked else (b"", "")
    wide = encoding.startswith(("utf-16", "utf-32"))
    if not wide and data.find(b"\0", 0, _SNIFFED) >= 0:
        return BINARY
    if not wide and prefilter and not prefilter.search(data):
        return UNMATCHED
    try:
        encoding = encoding if wide else _declared(path, data)
        text = data[len(bom) :].decode(encoding)
    except (UnicodeError, LookupError, SyntaxError) as error:
        return Skipped(path, _why(encoding, error))
    if wide and prefilter and not prefilter.search(text.encode("utf-8", "surrogatepass")):
        return UNMATCHED
    source = Source(path, text, encoding, bom, digest(data))
    return source if _returns(source, data) else Skipped(path, f"its encoding {encoding} does not give back its bytes")


def _declared(path: str, data: bytes) -> str:
    """Find the encoding a Python file declares, else `utf-8`. Raises SyntaxError for an unknown or refused one."""
    if not path.endswith(_PYTHON) or b"coding" not in b"".join(data.split(b"\n", 2)[:2]):
        return "utf-8"
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    if encoding.lower().replace("-", "_") in _REFUSED:
        raise SyntaxError(f"the encoding {encoding} is not supported")
    return "utf-8" if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig") else encoding


def _why(encoding: str, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError) and encoding in ("", "utf-8"):
        return f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}"
    return f"cannot be decoded: {error}"


def _returns(source: Source, data: bytes) -> bool:
    try:
        return source.encoding == "utf-8" or source.encode(source.text) == data
    except UnicodeError:
        return False
