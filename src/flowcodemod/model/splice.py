"""Edits -> text: one splice for the plan, the patch and the disk."""

from collections.abc import Iterable

from flowcodemod.model.errors import PlanError
from flowcodemod.model.plan import Edit


def splice(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with every edit made.

    Raises PlanError when the text does not hold an edit's `old` at its place, or when two edits overlap.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        if edit.start < at or text[edit.start : edit.end] != edit.old:
            raise PlanError(
                f"{edit.path}:{edit.line}: '{edit.old}' does not stand at {edit.start}..{edit.end}: make the plan again"
            )
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*parts, text[at:]])
