"""Names that stand in SQL and are no columns: values that a query asks for, `%(name)s`, and keys that it makes.

Where the queries stay as they are, so does what fills them and what reads their answers.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import enclosing, text_of

_ASKED = re.compile(r"(?:%\(|(?<![:\w]):|(?<!\w)@)$")
_MAKES = re.compile(r"\bjsonb?_(?:build_)?object\((?:[^()]|\([^()]*\))*'$", re.IGNORECASE)
_QUERY = re.compile(r"query|queries|sql|statement|stmt", re.IGNORECASE)
_FAR = 400
_HELD = frozenset({Status.OPEN, Status.HISTORY})


class Queried:
    """What the queries of one program ask for and make."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def reason(self, reference: Reference) -> str:
        """Why a key or a keyword stays; '' where no query has to do with it."""
        if place := self.made.get(reference.text, ""):
            return f"a query makes a key of that name ({place})"
        place = self.asked.get(reference.text, "")
        return f"a query asks for a value of that name ({place})" if place and self._is_handed_over(reference) else ""

    @cached_property
    def made(self) -> dict[str, str]:
        """The keys that queries make, each with the first such place."""
        return self._found(_MAKES)

    @cached_property
    def asked(self) -> dict[str, str]:
        """The values that queries ask for, each with the first such place."""
        return self._found(_ASKED)

    def _found(self, before: re.Pattern[str]) -> dict[str, str]:
        places: dict[str, str] = {}
        for one in self._in_queries():
            text = self._program.index.files[one.path].source.text
            if before.search(text[max(0, one.start - _FAR) : one.start]):
                places.setdefault(one.text, f"{one.path}:{one.line}")
        return places

    def _in_queries(self) -> Iterator[Reference]:
        return (one for one in self._program.index.references if one.role is Role.SQL and one.status in _HELD)

    def _is_handed_over(self, reference: Reference) -> bool:
        """Whether a keyword, or the key of a display, is an argument of a call that is given a query."""
        site = self._program.index.site(reference)
        syntax = self._program.index.files[reference.path].syntax
        if syntax is None or (site.kind is not SiteKind.LABEL and site.use is not StringUse.DICT_KEY):
            return False
        given = enclosing(syntax.node_at(reference.start, reference.end), "argument_list", "block", "module")
        return given is not None and given.type == "argument_list" and _QUERY.search(text_of(given)) is not None
