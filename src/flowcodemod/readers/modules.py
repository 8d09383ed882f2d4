"""Dotted module names and the paths behind them, and which module an imported name comes from."""

import re
from collections import deque
from collections.abc import Iterable
from pathlib import PurePosixPath

_FROM = re.compile(
    r"from[ \t]+(?P<module>\.*[\w.]*)[ \t]+import\b[^\n]*$|from[ \t]+(?P<long>\.*[\w.]*)[ \t]+import[ \t]*\([^)]*$"
)
_REACH = 4000


def dotted_names(path: str) -> tuple[str, ...]:
    """Every dotted name a Python file can be imported by: `src/a/b.py` is `src.a.b`, `a.b` and `b`."""
    place = PurePosixPath(path)
    parts = place.parts[:-1] if place.stem == "__init__" else (*place.parts[:-1], place.stem)
    return tuple(".".join(parts[first:]) for first in range(len(parts)))


def modules(paths: Iterable[str]) -> dict[str, list[str]]:
    """Dotted name -> the paths it may mean."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for name in dotted_names(path):
            found.setdefault(name, []).append(path)
    return found


def module_imported_from(text: str, path: str, start: int) -> str | None:
    """The dotted module of the `from … import` statement that holds a code point; None where there is none."""
    match = next(iter(deque(_FROM.finditer(text, max(0, start - _REACH), start), maxlen=1)), None)
    if match is None:
        return None
    module = match["module"] if match["module"] is not None else match["long"]
    return _absolute(path, module)


def _absolute(path: str, module: str) -> str:
    """A relative import counted from the repository's root; others as they are."""
    dots = len(module) - len(module.lstrip("."))
    if not dots:
        return module
    folder = PurePosixPath(path).parts[:-1]
    return ".".join((*folder[: len(folder) - dots + 1], *([module[dots:]] if module[dots:] else [])))
