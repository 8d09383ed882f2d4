"""The last look: what every file would be, and whether a name would stand in it twice that did not before."""

from collections import Counter

from flowcodemod.model.reference import Reference
from flowcodemod.model.splice import splice, without_overlaps
from flowcodemod.readers.duplicates import duplicates
from flowcodemod.twins.code import Code, key
from flowcodemod.twins.settle import Settlement


def guard(code: Code, settlement: Settlement) -> bool:
    """Stop what would still make a duplicate or a file that does not compile; returns whether there was any."""
    found = False
    for path, edits in settlement.edits().items():
        text = code.text(path)
        if not path.endswith((".py", ".pyi")) or not any(edit.new and edit.new in text for edit in edits):
            continue
        before = _problems(text)
        if before is None or not _worse(before, splice(text, without_overlaps(edits))):
            continue
        found = True
        _stop(code, settlement, path, before)
    return found


def _stop(code: Code, settlement: Settlement, path: str, before: Counter[str]) -> None:
    """Stop references of a file, those first whose new name stands in it already, until the file is as good as before."""
    text = code.text(path)
    waiting: list[tuple[Reference, str]] = [
        (reference, new)
        for reference, _site, new in code.references()
        if reference.path == path and settlement.moves(reference)
    ]
    waiting.sort(key=lambda one: one[1] not in text)
    for reference, new in waiting:
        if settlement.moves(reference):
            settlement.stop((key(reference),), f"{path}:{reference.line}: {new} would stand there twice")
            settlement.settle()
            if not _worse(before, splice(text, without_overlaps(settlement.edits().get(path, [])))):
                return


def _problems(text: str) -> Counter[str] | None:
    try:
        compile(text, "module.py", "exec", dont_inherit=True)
        return duplicates(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _worse(before: Counter[str], text: str) -> bool:
    after = _problems(text)
    return after is None or bool(after - before)
