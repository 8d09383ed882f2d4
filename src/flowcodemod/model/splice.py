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


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Edits without those that lie inside a deletion or another change; deletions that overlap become one.

    Edits that do not overlap come out as they are, sorted.
    """
    kept: list[Edit] = []
    for edit in sorted(dict.fromkeys(edits), key=lambda one: (one.path, one.start, -one.end)):
        last = kept[-1] if kept and kept[-1].path == edit.path else None
        if last is None or edit.start >= last.end:
            kept.append(edit)
        elif edit.end > last.end and not edit.new and not last.new:
            tail = edit.old[last.end - edit.start :]
            kept[-1] = Edit(last.path, last.start, edit.end, last.line, last.old + tail, "")
    return kept
