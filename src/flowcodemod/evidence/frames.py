"""Messages of a wire protocol as tests record them, `'0{"name":"1"}'`: whoever speaks it spells the keys of its payloads."""

import re
from collections.abc import Iterator
from functools import cached_property

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, StringUse
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.containers import keys_of_display

# What stands before the JSON object makes the string a message of its own format; JSON alone may be anything.
_FRAME = re.compile(r"(?<![fF\w])['\"](?P<head>[\w/,.:-]+)(?P<body>\{\\?\"\w[^{}\n]*\})")
_KEY = re.compile(r"\\?\"(\w+)\\?\"\s*:")
_ASKED = re.compile(r"\(?(?P<name>\w+)(?: or [^()\n]*)?\)?(?:\.(?:get|pop|setdefault)\(|\[)\s*[\"']$")
_ITEM = r"(?<![\w.]){}(?: or [^()\n]*\))?(?:\.(?:get|pop|setdefault)\(|\[)\s*[\"'](\w+)[\"']"


class Frames:
    """The payloads of the messages that the tests of one program record."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def reason(self, reference: Reference) -> str:
        """Why a key is a protocol's: a recorded message has just the keys that stand beside it; '' where none has."""
        site = self._program.index.site(reference)
        if not site.whole or not self._payloads:
            return ""
        beside = self._beside(reference, site)
        for keys, place in self._payloads.items():
            if reference.text in keys and beside == keys:
                return f"a key of the messages that {place} records"
        return ""

    @cached_property
    def _payloads(self) -> dict[frozenset[str], str]:
        """The keys of each recorded payload, with the test that records it."""
        found: dict[frozenset[str], str] = {}
        for path, text in self._program.modules.texts():
            for match in _FRAME.finditer(text) if is_test(path) else ():
                found.setdefault(frozenset(_KEY.findall(match["body"])), path)
        return found

    def _beside(self, reference: Reference, site: Site) -> frozenset[str]:
        syntax = self._program.index.files[reference.path].syntax
        if syntax is None:
            return frozenset()
        if site.use is StringUse.DICT_KEY and site.container is not None:
            return frozenset(keys_of_display(syntax, site.container))
        return frozenset(self._asked(reference, syntax.text))

    def _asked(self, reference: Reference, text: str) -> Iterator[str]:
        """The keys that the function around asks of the same object."""
        asked = _ASKED.search(text[max(0, reference.start - 80) : reference.start])
        function = self._program.definitions(reference.path).function_around(reference.start)
        if asked is not None and function is not None:
            yield from re.findall(_ITEM.format(asked["name"]), text[function.start : function.end])
