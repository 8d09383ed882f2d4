"""Where objects are turned into dictionaries under the names of their fields: an alias does not hold those keys."""

import re

from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_LISTED = r"|\.(?:model_fields|model_fields_set|__fields__|__fields_set__)\b"
PYDANTIC = re.compile(r"\.(?:model_dump|model_dump_json)\((?![^()]*\bby_alias\s*=\s*True)" + _LISTED)
PYDANTIC_1 = re.compile(r"\.(?:dict|json)\((?![^()]*\bby_alias\s*=\s*True)" + _LISTED)


class Dumps:
    """The files of one program that dump objects in some way, each looked for once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._found: dict[re.Pattern[str], dict[str, str]] = {}

    def of(self, path: str, one: Class, dump: re.Pattern[str]) -> str:
        """`path:line` of a dump in a file that speaks of the class; '' where there is none. `dump`: what one looks like."""
        named = re.compile(rf"(?<!\w){re.escape(one.name)}(?!\w)")
        for place, text in self._texts(dump).items():
            found = dump.search(text)
            if found is not None and (place == path or named.search(text)):
                return f"{place}:{text.count(chr(10), 0, found.start()) + 1}"
        return ""

    def _texts(self, dump: re.Pattern[str]) -> dict[str, str]:
        if dump not in self._found:
            texts = self._program.modules.texts()
            self._found[dump] = {path: text for path, text in texts if dump.search(text)}
        return self._found[dump]
