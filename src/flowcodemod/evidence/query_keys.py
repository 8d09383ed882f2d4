"""Keys of queries, `/messages?name=…`: who writes them into a URL and who reads them from a request are two sides of one."""

import re

from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import StringUse
from flowcodemod.program.program import Program, is_apart

_WRITTEN = re.compile(r"[?&]$")
_PAIR = re.compile(r"(?:[?&]|\b[bBfFrRuU]{0,2}[\"'])$")
_READ = re.compile(
    r"(?:\bquery_params|\bquery|\bqs|\.args|\.GET|\bparse_qs\([^()\n]*\))(?:\.(?:get|getlist|getall|pop)\(|\[)\s*[\"']$"
)
_PARAMETERS = re.compile(r"\bparams\s*=\s*$")
_LONGEST = 100


class QueryKeys:
    """The names that code of one program, tests aside, both writes into queries and reads from them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        written: dict[str, str] = {}
        read: set[str] = set()
        for reference, _site in program.sites():
            if reference.status is Status.OPEN and not is_apart(reference.path):
                if reference.role is Role.ROUTE and self._before(_WRITTEN, reference) and self._is_given(reference):
                    written.setdefault(reference.text, f"{reference.path}:{reference.line}")
                elif reference.role is Role.KEY and self._before(_READ, reference):
                    read.add(reference.text)
        self._sides = {name: place for name, place in written.items() if name in read}

    def sides(self, reference: Reference) -> str:
        """Where a key of a query is written whose both sides are here; '' for anything else."""
        return self._sides.get(reference.text, "") if self._is_key(reference) else ""

    def held(self, reference: Reference) -> str:
        """Why such a key stays: others install the package, and one side of what they speak may be of another version."""
        place = self.sides(reference) if self._program.is_distributed else ""
        return f"a key of queries that other versions of this package speak, too ({place})" if place else ""

    def _is_key(self, reference: Reference) -> bool:
        """Whether a token stands where a query has its keys, or where code reads or gives them."""
        if reference.text not in self._sides or not reference.path.endswith(".py"):
            return False
        if reference.role is not Role.KEY:
            return self._is_given(reference) and self._before(_PAIR, reference)
        site = self._program.index.site(reference)
        if site.use is StringUse.DICT_KEY and site.container is not None:
            text = self._program.modules.text(reference.path)
            return _PARAMETERS.search(text, max(0, site.container - _LONGEST), site.container) is not None
        return self._before(_READ, reference)

    def _is_given(self, reference: Reference) -> bool:
        return self._program.modules.text(reference.path)[reference.end : reference.end + 1] == "="

    def _before(self, pattern: re.Pattern[str], reference: Reference) -> bool:
        text = self._program.modules.text(reference.path)
        return pattern.search(text[max(0, reference.start - _LONGEST) : reference.start]) is not None
