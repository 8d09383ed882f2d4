"""Columns that code names in strings, `column_name="x"` or `"x" in table.c`: a database keeps them, whoever makes them."""

import re
from collections import Counter

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.pins.column_pins import has_idiom
from flowcodemod.program.program import Program, is_apart

# The value of a default, a keyword, an entry or a variable that is called a column.
_CALLED = re.compile(r"\b(?:\w+_)?col(?:umn)?(?:_name)?[\"']?\s*(?::[^=\n]*)?[=:]\s*[rRuU]?[\"']$")
_TABLE = re.compile(r"[\"']\s*(?:not\s+)?in\s+[\w.()]*\.(?:c|columns)\b(?![\w(])")
# What SQLAlchemy hands to the function of a default: the values of a row, by their columns.
_OF_ROW = re.compile(r"\bcurrent_parameters\[\s*[\"']$|\bget_current_parameters\([^()]*\)\[\s*[\"']$")
_REACH = 80
_SEVERAL = 3


class NamedColumns:
    """The columns that strings of one program name; none where the campaign renames columns.

    Where a mapped class has an attribute for the column that moves, only those strings stay: keys follow the attribute.
    Names that several strings give are those of columns of whatever table, which that class does not speak for.
    """

    def __init__(self, program: Program, campaign: Campaign) -> None:
        self._places: dict[str, str] = {}
        self._strings: set[Reference] = set()
        if campaign.boundaries.get(Boundary.DATABASE) is Policy.RENAME:
            return
        for reference, site in program.sites():
            text = program.index.files[reference.path].source.text
            is_key = reference.role is Role.KEY and reference.status is Status.OPEN and not is_apart(reference.path)
            if is_key and _OF_ROW.search(text[max(0, reference.start - _REACH) : reference.start]):
                self._strings.add(reference)
            elif is_key and _names_column(text, reference, site):
                self._strings.add(reference)
                self._places.setdefault(reference.text, f"{reference.path}:{reference.line}")
        named = Counter(one.text for one in self._strings)
        for reference, site in program.sites() if self._places else ():
            if (
                site.kind is SiteKind.MEMBER
                and reference.role is Role.COLUMN
                and has_idiom(program, reference, campaign)
                and named[reference.text] < _SEVERAL
            ):
                self._places.pop(reference.text, None)

    def names(self, reference: Reference) -> bool:
        """Whether a string itself names a stored column."""
        return reference in self._strings

    def reason(self, name: str) -> str:
        """Why a name stays: it is that of a stored column; '' where no string says so."""
        place = self._places.get(name, "")
        return f"{place} names a stored column so" if place else ""


def _names_column(text: str, reference: Reference, site: Site) -> bool:
    if not site.whole:
        return False
    if site.use is StringUse.SUBSCRIPT:
        return site.chain.rpartition(".")[2] in ("c", "columns") and "." in site.chain
    if site.use is StringUse.MEMBERSHIP:
        return _TABLE.match(text, reference.end) is not None
    return _CALLED.search(text[max(0, reference.start - _REACH) : reference.start]) is not None
