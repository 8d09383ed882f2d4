"""Which classes an annotation names."""

import re
from collections.abc import Iterator, Sequence

from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

Lineage = Sequence[tuple[str, bool, Class]]
"""A class and its ancestors, nearest first: path, whether outside, class."""


def annotated_classes(program: Program, path: str, annotation: str) -> Iterator[Lineage]:
    """The classes of a file, or imported by it, that an annotation in it names: `list["Run"] | None` -> that of `Run`."""
    outside = path.startswith("/")
    for word in dict.fromkeys(re.findall(r"[A-Za-z_]\w*", annotation)):
        local = [(path, outside, one) for one in program.definitions(path).classes.values() if one.name == word]
        for found in local or _imported(program, path, word):
            yield tuple(program.lineage(*found))


def _imported(program: Program, path: str, word: str) -> Iterator[tuple[str, bool, Class]]:
    for name, start in program.imported_names(path) if path in program.index.files else ():
        if name == word:
            yield from program.classes_of((path, start))
