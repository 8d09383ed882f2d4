"""What installed packages that require ours take from us by name: attributes of protocols they implement, keys they ask."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from flowcodemod.model.link import Key
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_KEYED = r"""[\[({{,]\s*["']{0}["']\s*[\]:]|\.(?:get|pop|setdefault)\(\s*["']{0}["']|["']{0}["']\s+(?:not\s+)?in\s"""


def implemented_elsewhere(program: Program) -> Iterator[tuple[Key, str]]:
    """The members of protocols that a package which requires ours defines under the same name, and where it does."""
    texts: dict[Path, str] | None = None
    for reference, site in program.sites() if program.companions else ():
        if site.kind is not SiteKind.MEMBER or site.owner is None:
            continue
        one = program.definitions(reference.path).classes.get(site.owner.start)
        if one is None or not any(base.text == "Protocol" for base in one.bases):
            continue
        texts = _texts(program) if texts is None else texts
        defined = re.compile(rf"^[ \t]+(?:def[ \t]+)?{re.escape(reference.text)}[ \t]*[:(]", re.MULTILINE)
        found = next((path for path, text in texts.items() if defined.search(text)), None)
        if found is not None:
            yield (reference.path, reference.start), f"{found.parent.name}/{found.name}"


class SharedKeys:
    """The keys that packages which require ours have, too: what one of us writes, the other may read."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[str, str] = {}

    def reason(self, name: str) -> str:
        """Why a key stays: a package that requires ours writes or asks for one of that name; '' where none does."""
        if name not in self._known:
            keyed = re.compile(_KEYED.format(re.escape(name)))
            found = next((path for path, text in self._texts.items() if keyed.search(text)), None)
            place = f"{found.parent.name}/{found.name}" if found is not None else ""
            self._known[name] = f"{place}, of a package that requires this one, has the key, too" if place else ""
        return self._known[name]

    @cached_property
    def _texts(self) -> dict[Path, str]:
        return _texts(self._program)


def _texts(program: Program) -> dict[Path, str]:
    return {path: program.modules.text(str(path)) for path in program.companions}
