"""Messages that tests expect: what code says and a test repeats is one text, and goes one way."""

import re
from functools import cached_property

from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.program.program import Program, is_test

_LITERAL = re.compile(r"[bBfFrRuU]{0,2}(?P<quotes>\"{3}|'{3}|[\"'])(?P<content>.*)(?P=quotes)", re.DOTALL)


class SaidMessages:
    """The messages of one program's code, by what they say."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def repeated(self, reference: Reference) -> Reference | None:
        """The message of code that a test's message is, or is a part of; None for any other text."""
        if reference.role is not Role.MESSAGE or not is_test(reference.path):
            return None
        content = self._content(reference).replace("\\", "")
        if " " not in content:
            return None
        return next((one for text, one in self._said if content in text and one.text == reference.text), None)

    @cached_property
    def _said(self) -> list[tuple[str, Reference]]:
        messages = (one for one in self._program.index.references if one.role is Role.MESSAGE)
        return [(self._content(one), one) for one in messages if one.status is Status.OPEN and not is_test(one.path)]

    def _content(self, reference: Reference) -> str:
        """What stands between the quotes of the string around a reference, as it is written."""
        syntax = self._program.index.files[reference.path].syntax
        found = _LITERAL.fullmatch(syntax.string_around(reference.start, reference.end)) if syntax else None
        return found["content"] if found else ""
