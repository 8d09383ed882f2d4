"""Definitions that bear a new name already: an earlier run has renamed what the campaign means."""

import re
from collections.abc import Iterable

from flowcodemod.program.program import Program


def made_before(program: Program, names: Iterable[str]) -> dict[str, str]:
    """Name -> `path:line` of the first class, function or top-level assignment of the repository that bears it."""
    wanted = "|".join(re.escape(name) for name in sorted(names))
    if not wanted:
        return {}
    defined = re.compile(rf"^(?:[ \t]*(?:async[ \t]+def|def|class)[ \t]+)?({wanted})(?=[ \t]*[(:=\[])", re.MULTILINE)
    found: dict[str, str] = {}
    for path, text in program.modules.texts():
        for match in defined.finditer(text):
            line = text.count("\n", 0, match.start(1)) + 1
            found.setdefault(match[1], f"{path}:{line}")
    return found
