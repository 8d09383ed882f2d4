"""Fingerprints: what a reference is called when lines move. No line numbers, so unrelated edits do not change one."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

from flowcodemod.model.reference import Reference


def digest(*parts: str) -> str:
    """The 16 hexadecimal digits that stand for some texts in their order."""
    text = "".join(part.replace("\\", "\\\\").replace("\0", "\\0") + "\0" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normalised(text: str) -> str:
    """A token as it is compared: composed Unicode."""
    return unicodedata.normalize("NFC", text)


def fingerprint(reference: Reference, ordinal: int) -> str:
    """The fingerprint of the `ordinal`-th (from 0) reference with this path, scope, role and text."""
    return digest(reference.role, reference.path, reference.scope, normalised(reference.text), str(ordinal))


def fingerprints(references: Iterable[Reference]) -> dict[Reference, str]:
    """The fingerprint of each of a file's or a repository's references, which must all be there to be counted."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    found: dict[Reference, str] = {}
    for reference in sorted(references, key=lambda one: (one.path, one.start, one.end)):
        key = (reference.role, reference.path, reference.scope, normalised(reference.text))
        found[reference] = fingerprint(reference, seen[key])
        seen[key] += 1
    return found
