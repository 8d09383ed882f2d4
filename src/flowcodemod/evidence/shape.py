"""What an object is by what is asked of it: a class of ours that has all of it is likely the object's."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_LEAST = 2


def same_shape(program: Program, reference: Reference, site: Site) -> str:
    """A class of ours that has the attribute and at least two others that the function around asks of the same object.

    '' where no class has them all.
    """
    others = _asked(program, reference, site) - {reference.text}
    if len(others) < _LEAST:
        return ""
    having = (one.name for path, one in program.owning(reference.text) if others <= _names(program, path, one))
    return min(having, default="")


def _asked(program: Program, reference: Reference, site: Site) -> set[str]:
    if not site.chain.isidentifier():
        return set()
    file = program.index.files[reference.path]
    inner = next(iter(program.definitions(reference.path).functions_around(reference.start)), None)
    text = file.source.text[inner.start : inner.end] if inner is not None else ""
    return set(re.findall(rf"(?<![\w.]){site.chain}\.(\w+)", text))


def _names(program: Program, path: str, one: Class) -> set[str]:
    """Everything that a class has, from its bases, too."""
    lineage = [ancestor for _path, _outside, ancestor in program.ancestry(path, one)]
    return {name for base in lineage for name in (*base.members, *base.attributes, *base.methods)}
