"""Classes that hand on what they are asked and do not have, by `__getattr__` of theirs or of their metaclass."""

import re
from collections.abc import Iterator

from flowcodemod.model.site import Site
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_METACLASS = re.compile(r"metaclass\s*=\s*(\w+)")


def hands_on(program: Program, path: str, site: Site) -> str:
    """The class of ours in a file that an attribute is asked of, and that answers by `__getattr__`; '' for any other."""
    asked = [one for one in program.definitions(path).classes.values() if one.name == site.chain]
    for place, one in _by_name(program, [(path, one) for one in asked]):
        if "__getattr__" in one.methods or _by_metaclass(program, place, one):
            return site.chain
    return ""


def _by_name(program: Program, found: list[tuple[str, Class]]) -> Iterator[tuple[str, Class]]:
    """Classes and what bears the names of their bases: nobody asks the checker about classes that hold nothing of it."""
    seen: set[tuple[str, int]] = set()
    while found:
        path, one = found.pop()
        if (path, one.start) not in seen:
            seen.add((path, one.start))
            yield path, one
            here = program.definitions(path).classes.values()
            names = {base.text for base in one.bases}
            beside = [(path, other) for other in here if other.name in names]
            found += beside or [item for name in sorted(names) for item in program.classes_called(name)]


def _by_metaclass(program: Program, path: str, one: Class) -> bool:
    text = program.modules.text(path)
    named = _METACLASS.search(text[one.start : text.find(":\n", one.start)])
    classes = program.definitions(path).classes.values() if named else ()
    return any("__getattr__" in other.methods for other in classes if named and other.name == named[1])
