"""The last look: what every file would be, and whether a name would stand in it twice that did not before."""

from flowcodemod.model.splice import splice, without_overlaps
from flowcodemod.readers.duplicates import added
from flowcodemod.twins.code import Code, key
from flowcodemod.twins.settle import Settlement


def guard(code: Code, settlement: Settlement) -> bool:
    """Stop what would still make a duplicate or a file that does not compile; returns whether there was any."""
    found = False
    for path, edits in settlement.edits().items():
        text = code.text(path)
        if not path.endswith((".py", ".pyi")) or not any(edit.new and edit.new in text for edit in edits):
            continue
        if _compiles(text) and _worse(text, splice(text, without_overlaps(edits))):
            found = True
            _stop(code, settlement, path)
    return found


def _stop(code: Code, settlement: Settlement, path: str) -> None:
    """Stop references of a file, those first whose new name stands in it, until the file is as good as before."""
    text = code.text(path)
    waiting = [one for one in code.references() if one[0].path == path]
    waiting.sort(key=lambda one: one[2] not in text)
    for reference, _site, new in waiting:
        if settlement.moves(reference):
            settlement.stop((key(reference),), f"{path}:{reference.line}: {new} would stand there twice")
            settlement.settle()
            if not _worse(text, splice(text, without_overlaps(settlement.edits().get(path, [])))):
                return


def _compiles(text: str) -> bool:
    try:
        compile(text, "module.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _worse(before: str, after: str) -> bool:
    return not _compiles(after) or bool(added(before, after))
