"""The one class of ours that has everything a list of names tells."""

from collections.abc import Sequence

from flowcodemod.model.link import Key
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class


def member_beside(program: Program, names: Sequence[str], name: str) -> Key | None:
    """Where the one class of ours that has all these names defines one; bases of it that have them are not others."""
    found = {
        owner
        for file in program.index.python
        for one in program.definitions(file.source.path).classes.values()
        if (owner := defining(program, file.source.path, one, names, name)) is not None
    }
    return next(iter(found)) if len(found) == 1 else None


def defining(program: Program, path: str, one: Class, names: Sequence[str], name: str) -> Key | None:
    """Where a class, or a base of it that is ours, defines one of some names; None where it lacks any of them."""
    lineage = [(where, other) for where, outside, other in program.ancestry(path, one) if not outside]
    if not all(any(_place(other, asked) is not None for _where, other in lineage) for asked in names):
        return None
    # What the others override is the last in the lineage.
    return [(where, start) for where, other in lineage if (start := _place(other, name)) is not None][-1]


def _place(one: Class, name: str) -> int | None:
    """Where a class itself has a name: a method, a member, an attribute set on `self`."""
    methods = one.methods.get(name)
    return methods[0].start if methods else one.members.get(name, one.attributes.get(name))
