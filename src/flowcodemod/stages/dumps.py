"""Where models are turned into dictionaries under the names of their fields: an alias does not hold those keys."""

import re
from functools import cached_property

from flowcodemod.readers.definitions import Class
from flowcodemod.stages.program import Program

_DUMP = re.compile(r"\.(?:model_dump|model_dump_json)\((?![^()]*\bby_alias\s*=\s*True)")
_OLD_DUMP = re.compile(r"\.(?:dict|json)\((?![^()]*\bby_alias\s*=\s*True)")


class Dumps:
    """Every file of one program that dumps models by field name, read when first asked for."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def of(self, path: str, one: Class, *, old: bool) -> str:
        """`path:line` of a dump in a file that speaks of the model; '' where there is none. `old`: Pydantic 1's words."""
        named = re.compile(rf"(?<!\w){re.escape(one.name)}(?!\w)")
        for place, text in self._texts.items():
            found = (_OLD_DUMP if old else _DUMP).search(text)
            if found is not None and (place == path or named.search(text)):
                return f"{place}:{text.count(chr(10), 0, found.start()) + 1}"
        return ""

    @cached_property
    def _texts(self) -> dict[str, str]:
        texts = self._program.modules.texts()
        return {path: text for path, text in texts if _DUMP.search(text) or _OLD_DUMP.search(text)}
