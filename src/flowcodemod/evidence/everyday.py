"""Words spelled apart, such as `exit code`: they mean the name where code that bears it stands near."""

import re
from collections import defaultdict
from functools import cached_property

from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program, is_test

_NEAR = 12  # lines, which are the same ones after a rename
_IDENTIFIERS = frozenset({"id", "ids"})  # nobody says `job ID` of anything else


def is_everyday(reference: Reference, new: str) -> bool:
    """Whether a text spells its words apart, and the last is no `id`, neither there nor in what it would become."""
    last = {reference.text.split()[-1].lower(), new.rsplit(maxsplit=1)[-1].lower()}
    return reference.spelling is Spelling.SPACED and not last & _IDENTIFIERS


class Everyday:
    """The code that moves in the files of one program, and the texts that stand far from it."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._moving: dict[str, list[Reference]] = defaultdict(list)
        self._headers: set[str] = set()

    def learn(self, reference: Reference) -> None:
        """Note code that moves."""
        self._moving[reference.path].append(reference)
        if reference.spelling is Spelling.KEBAB:
            self._headers.add(reference.text.lower())

    def speaks_of_none(self, reference: Reference, new: str, start: int, stop: int) -> bool:
        """Whether a text spells the words apart, far from all code of that name, and never as code does.

        `new`: what it would become, for the way back is judged as the way there was. `start`, `stop`: its paragraph, in
        code points.
        """
        words = reference.text.split()
        if not is_everyday(reference, new):
            return False
        if any(self._is_beside_code(one) for one in self._same(reference)):
            return False
        if reference.role is Role.MESSAGE:
            return True
        text = self._program.index.files[reference.path].source.text
        spelled = "_?".join(re.escape(word) for word in words)
        return re.search(spelled, text[start:stop], re.IGNORECASE) is None

    def _same(self, reference: Reference) -> list[Reference]:
        """What decides for a text: a message is the same for the code that says it and for the tests that expect it."""
        if reference.role is not Role.MESSAGE:
            return [reference]
        return self._messages.get(reference.text.lower()) or [reference]

    @cached_property
    def _messages(self) -> dict[str, list[Reference]]:
        """The messages of code that is no test, by their words."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for one in self._program.index.references:
            if one.role is Role.MESSAGE and not is_test(one.path):
                found[one.text.lower()].append(one)
        return found

    def _is_beside_code(self, reference: Reference) -> bool:
        """Whether code that moves stands near, or in prose the name as code spells it."""
        file = self._program.index.files[reference.path]
        spelled = (one for one in file.references if one.role is Role.PROSE and self._is_as_code(one))
        return any(self._is_near(reference, one) for one in (*self._moving.get(reference.path, ()), *spelled))

    def _is_as_code(self, reference: Reference) -> bool:
        """Whether a word of prose is spelled as code spells it, and with hyphens only where a header moves."""
        if reference.spelling is Spelling.KEBAB:
            return reference.text.lower() in self._headers
        return reference.spelling is not Spelling.SPACED

    def _is_near(self, reference: Reference, code: Reference) -> bool:
        """Whether code stands in the same function or class as a text, or a few lines away."""
        together = bool(reference.scope) and reference.scope == code.scope
        return together or abs(reference.line - code.line) < _NEAR
