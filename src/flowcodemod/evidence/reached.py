"""What is asked of something that a class has from somebody else's alone: `Model.objects.all()` gives nothing of ours."""

import re
from collections import deque
from collections.abc import Iterator

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_STEP = re.compile(r"(?P<root>\w+)\.(?P<next>\w+)")


def reached_through(program: Program, reference: Reference, site: Site) -> str:
    """The class of the program that a chain starts at and goes on from by a name which no class of ours gives it."""
    step = _STEP.match(_start(program, reference, site))
    for path, one in _classes(program, step["root"]) if step else ():
        lineage = list(program.ancestry(path, one))
        given = {name for _path, outside, base in lineage for name in (*base.members, *base.methods) if not outside}
        if step and step["next"] not in given and reference.text not in given and one.bases:
            return one.name
    return ""


def _classes(program: Program, name: str) -> Iterator[tuple[str, Class]]:
    """The classes of the repository that are called so, also in files that hold nothing of the concept."""
    for path, text in program.modules.texts() if name[:1].isupper() else ():
        if f"class {name}" in text:
            yield from ((path, one) for one in program.definitions(path).classes.values() if one.name == name)


def _start(program: Program, reference: Reference, site: Site) -> str:
    """The chain of an attribute; for a local name, what the function around has last given it."""
    chain = site.chain
    function = program.definitions(reference.path).function_around(reference.start)
    if not chain.isidentifier() or function is None:
        return chain
    before = program.modules.text(reference.path)[function.start : reference.start]
    given = re.finditer(rf"^[ \t]+{chain} = (?:await )?([\w.]+)", before, re.MULTILINE)
    last = next(iter(deque(given, maxlen=1)), None)
    return last[1] if last else chain
