"""The storage inventory: every key and path pattern that holds the concept, with who writes and who reads under it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from flowcodemod.inventory.file import File
from flowcodemod.inventory.index import Index
from flowcodemod.inventory.key_uses import constant_of, returned_by, uses
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.source import Source
from flowcodemod.readers.patterns import normalised, pattern_at
from flowcodemod.repo.sources import read_source

_ENDS = " \t\n\"'`"
_STARTS = ("_", ":")


@dataclass(frozen=True, slots=True, order=True)
class Stored:
    """A pattern with the places (`path:line`) that write under it, read under it, and merely spell it."""

    pattern: str
    writers: tuple[str, ...]
    readers: tuple[str, ...]
    spelled: tuple[str, ...]


class _Table:
    def __init__(self) -> None:
        self._rows: dict[str, dict[str, set[str]]] = {}

    def add(self, pattern: str, place: str, kinds: set[str]) -> None:
        row = self._rows.setdefault(pattern, {"writers": set(), "readers": set(), "spelled": set()})
        for kind in kinds or {"spelled"}:
            row[kind].add(place)

    def rows(self) -> Iterator[Stored]:
        for pattern, row in sorted(self._rows.items()):
            yield Stored(pattern, *(tuple(sorted(row[kind])) for kind in ("writers", "readers", "spelled")))


def storage(index: Index, root: Path | None = None) -> tuple[Stored, ...]:
    """Every pattern, sorted; the same pattern spelled in several ways is one row.

    With the `root` of the repository, also what other files do with a key that a function returns or a constant holds.
    """
    table = _Table()
    handed_out: list[tuple[str, str, str]] = []
    for file, reference in _patterns(index):
        text, pattern = file.source.text, pattern_of(file, reference)
        table.add(pattern, f"{reference.path}:{reference.line}", set(uses(text, reference.start, reference.end)))
        name = returned_by(text, reference.start) or constant_of(text, reference.start)
        if name and reference.path.endswith(".py"):
            handed_out.append((name, reference.path, pattern))
    for path, text in _texts(index, root) if handed_out and root is not None else ():
        for name, definer, pattern in handed_out:
            if path != definer and name in text and _knows(text, name, definer):
                for place, kinds in _places(path, text, name):
                    table.add(pattern, place, kinds)
    return tuple(table.rows())


def _patterns(index: Index) -> Iterator[tuple[File, Reference]]:
    """Every reference that is part of a key or path; the fixed start of a key that some other place spells, too."""
    several = [(file, one) for file in index.files.values() for one in file.references]
    fragments = {one.text for _file, one in several if one.role is Role.STORAGE_KEY}
    for file, one in several:
        fragment = one.role is Role.KEY and one.text in fragments and one.text.endswith(_STARTS)
        if fragment or one.role in (Role.STORAGE_KEY, Role.PATH):
            yield file, one


def _texts(index: Index, root: Path) -> Iterator[tuple[str, str]]:
    for path in index.paths:
        source = read_source(root, path) if path.endswith(".py") else None
        if isinstance(source, Source):
            yield path, source.text


def _knows(text: str, name: str, definer: str) -> bool:
    """Whether a file imports a name from the module that defines it, or that module."""
    module = re.escape(PurePosixPath(definer).stem)
    several = r"\s*(?:\([^)]*?|[^\n]*?)"
    named = rf"^\s*from\s+[\w.]*\b{module}\s+import\b{several}\b{re.escape(name)}\b"
    return re.search(rf"{named}|\bimport\b{several}\b{module}\b", text, re.MULTILINE) is not None


def _places(path: str, text: str, name: str) -> Iterator[tuple[str, set[str]]]:
    """Where a file uses a name in a way that writes or reads."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        kinds = set(uses(text, match.start(), match.end()))
        if kinds:
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}", kinds


def pattern_of(file: File, reference: Reference) -> str:
    """The pattern that a reference is part of; values are holes, one after a fixed start, too."""
    if file.syntax is not None:
        found = pattern_at(file.syntax, reference.start, reference.end)
        return f"{found}{{}}" if found.endswith(_STARTS) else found
    text = file.source.text
    left = max(text.rfind(sign, 0, reference.start) for sign in _ENDS) + 1
    right = min((place for sign in _ENDS if (place := text.find(sign, reference.end)) >= 0), default=len(text))
    return normalised(text[left:right])
