"""What people must do outside the repository when a name that is stored or published changes: columns, keys, clients."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from flowcodemod.model.concept import Concept
from flowcodemod.model.plan import Edit, Group, Operation, OperationKind
from flowcodemod.model.reference import Reference, Role
from flowcodemod.pins.column_idioms import COLUMN_IDIOMS, DJANGO, column_idiom
from flowcodemod.pins.stored_members import is_column
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.patterns import pattern_at

_STEPS = {
    Role.STORAGE_KEY: "rename what is stored under '{old}' to '{new}', and expect old keys until they expire",
    Role.PATH: "move '{old}' to '{new}' on every disk that has it",
    Role.ROUTE: "tell the clients of '{old}' that it is '{new}' now",
    Role.HEADER: "clients send the header '{new}' in place of '{old}'",
    Role.ENVIRONMENT: "set '{new}' in place of '{old}' wherever the program is started",
}
_FILES = frozenset({Role.PATH, Role.ROUTE})
_WHOLE = frozenset({Role.STORAGE_KEY, Role.PATH, Role.ROUTE})
_TABLE = re.compile(r"^class\b|__tablename__\s*=\s*[\"'](\w+)[\"']", re.MULTILINE)

_SAID = re.compile(
    r"\b(?:Column|mapped_column)\(\s*(?:name\s*=\s*)?[\"']\w+|\bsa_column_kwargs\s*=\s*\{[\"']name[\"']\s*:\s*[\"']\w+"
    rf"|(?<!\w)(?:{'|'.join(one.keywords for one in COLUMN_IDIOMS)})\s*=\s*[\"']?\w+"
)
_CALL = re.compile(r"\w+\s*(?::[^=\n]+)?=\s*[\w.]+\((?:[^()]|\([^()]*\))*\)")


def steps(program: Program, groups: Iterable[Group], concept: Concept) -> tuple[Operation, ...]:
    """One operation for each thing to do, of the group whose edits ask for it; tests and pinned columns ask for none."""
    found: dict[tuple[str, str], Operation] = {}
    for group in groups:
        for detail in _details(program, group, concept):
            found.setdefault((group.id, detail), Operation(OperationKind.STEP, detail=detail, group=group.id))
    return tuple(found[key] for key in sorted(found))


def _details(program: Program, group: Group, concept: Concept) -> Iterator[str]:
    for edit in group.edits:
        reference = program.reference(edit.path, edit.start) if edit.old else None
        if reference is None or is_test(edit.path):
            continue
        if reference.role in _STEPS:
            old = _named(program, reference)
            new = concept.rewrite(old)
            if old != new and not (reference.role in _FILES and _is_of_repository(program, old)):
                yield _STEPS[reference.role].format(old=old, new=new)
        elif is_column(program, reference):
            yield from _column(program, reference, edit.new, pinned=_is_pinned(program, edit, group))


def _is_of_repository(program: Program, named: str) -> bool:
    """Whether a file that moves here has this path, ends in it, or is called so: nobody need move it elsewhere."""
    paths = (f"/{path}" for path in program.index.paths)
    return any(path.endswith(f"/{named}") or PurePosixPath(path).stem == named for path in paths)


def _named(program: Program, reference: Reference) -> str:
    """The whole key, path or route that a reference is part of; a header or a variable is its own."""
    file = program.index.files[reference.path]
    if reference.role not in _WHOLE or file.syntax is None:
        return reference.text
    return pattern_at(file.syntax, reference.start, reference.end) or reference.text


def _is_pinned(program: Program, edit: Edit, group: Group) -> bool:
    """Whether the database keeps its name: the call that makes the column gets or has it, or need not say it any more."""
    beside = [other for other in group.edits if other.line == edit.line and other != edit]
    if any((not one.old and edit.old in one.new) or (not one.new and edit.new in one.old) for one in beside):
        return True
    call = _CALL.match(program.index.files[edit.path].source.text, edit.start)
    said = _SAID.search(call[0]) if call is not None else None
    if said is None:
        return False
    span = range(edit.start + said.start(), edit.start + said.end())
    return not any(one.path == edit.path and one.start in span for one in group.edits)


def _column(program: Program, reference: Reference, new: str, *, pinned: bool) -> Iterator[str]:
    """The steps for a column where a model defines it; Django's migrations know the field, also where its column stays."""
    text = program.index.files[reference.path].source.text
    if column_idiom(program, reference) is DJANGO:
        model = reference.scope.rpartition(".")[2]
        yield f"write the migration that renames the field {model}.{reference.text} to {new} (makemigrations asks whether)"
    if pinned:
        return
    before = [match[1] for match in _TABLE.finditer(text, 0, reference.start)]
    table = f"{before[-1]}." if before and before[-1] else ""
    yield f"rename the column {table}{reference.text} to {new} in the database, with its indexes and constraints"
