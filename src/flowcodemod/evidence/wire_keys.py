"""Keys that are spoken to somebody else: spelled as Python never spells one, in its code and in messages it recorded."""

from pathlib import PurePosixPath

from flowcodemod.model.reference import TEXTUAL, Reference, Role, Status
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program

SCRIPT = frozenset({Spelling.CAMEL, Spelling.PASCAL})
_WIRE = SCRIPT | {Spelling.KEBAB}
_PYTHON = ".py"
_DATA = frozenset({".json", ".jsonl", ".yaml", ".yml"})


class WireKeys:
    """Which keys of one program are written for others."""

    def __init__(self, program: Program) -> None:
        others = (one for one in program.index.references if _language(one.path) not in _DATA | {_PYTHON})
        self._spoken = {one.text for one in others if one.status is Status.OPEN and one.role not in TEXTUAL}

    def has(self, reference: Reference) -> bool:
        """Whether a key is one of them: in code, or in data where no other language here has the name."""
        if reference.role not in (Role.KEY, Role.HEADER) or reference.spelling not in _WIRE:
            return False
        recorded = _language(reference.path) in _DATA and reference.spelling in SCRIPT
        return _language(reference.path) == _PYTHON or (recorded and reference.text not in self._spoken)


def _language(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
