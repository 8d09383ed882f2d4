"""Code that asks objects for attributes by the names of their columns: no column there may have another name."""

import re
from collections.abc import Sequence

from flowcodemod.model.link import Key
from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program, is_test

_ASKS = re.compile(
    r"getattr\(\s*\w+\s*,\s*(?P<column>\w+)\.name\b[^\n]*(?:\n[^\n]*){0,3}?\bfor\s+(?P=column)\s+in\s+[\w.()]*\.(?:c|columns)\b"
    r"|\bfor\s+(?P<each>\w+)\s+in\s+[\w.()]*\.(?:c|columns)\b[^\n]*(?:\n[^\n]*){0,4}?[gs]etattr\(\s*\w+\s*,\s*(?P=each)\.name\b"
)


def asks_by_columns(program: Program, reference: Reference) -> str:
    """Where the objects that have a mapped attribute are asked for it by the name of its column; '' where nothing does so.

    That is in the class or a base of it, or in a function that takes any object.
    """
    around = program.definitions(reference.path).class_around(reference.start)
    ours = (
        {(path, one.start) for path, outside, one in program.ancestry(reference.path, around) if not outside}
        if around
        else set()
    )
    for path, start in program.once(_askers):
        owner = program.definitions(path).class_around(start)
        if owner is None or (path, owner.start) in ours:
            return f"{path}:{program.modules.text(path).count(chr(10), 0, start) + 1}"
    return ""


def _askers(program: Program) -> Sequence[Key]:
    """Where code that is no test asks any object by the names of columns."""
    return [
        (path, match.start())
        for path, text in program.modules.texts()
        if ".name" in text and "etattr(" in text and not is_test(path)
        for match in _ASKS.finditer(text)
    ]
