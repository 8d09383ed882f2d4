"""Options of command lines: `"--name"` is ours where some program here declares it, by its text or by a parameter."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

DECLARES = frozenset(
    {
        "add_argument",
        "add_option",
        "option",
        "Option",
        "argument",
        "Argument",
        "addoption",
        "_addoption",
        "DEFINE_string",
    }
)
_FROM_PARAMETERS = re.compile(r"^\s*(?:import|from)\s+(?:typer|click|cyclopts|fire|tyro|cappa)\b", re.MULTILINE)


class Options:
    """The options that one program declares."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._declared = {
            _name(reference.text)
            for reference, site in program.sites()
            if (site.kind is SiteKind.STRING and site.callee is not None and site.callee.text in DECLARES)
            or (site.kind in (SiteKind.PARAMETER, SiteKind.MEMBER) and self._takes_parameters(reference.path))
        }

    def is_of_others(self, reference: Reference) -> bool:
        """Whether a string spells an option, and nothing here declares it."""
        if self._program.index.site(reference).kind is not SiteKind.STRING:
            return False
        text = self._program.index.files[reference.path].source.text
        spelled = text[max(0, reference.start - 3) : reference.start].endswith("--")
        return spelled and _name(reference.text) not in self._declared

    def _takes_parameters(self, path: str) -> bool:
        return _FROM_PARAMETERS.search(self._program.index.files[path].source.text) is not None


def _name(text: str) -> str:
    return text.replace("-", "_").lower()
