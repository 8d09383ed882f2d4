"""What an object is by what is asked of it: a class of ours that has all of it is likely the object's."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.definitions import Class

_LEAST, _MANY = 2, 4


def same_shape(program: Program, reference: Reference, site: Site, *, strange: bool = False) -> str:
    """A class of ours that has the attribute and at least two others that are asked of the same object around.

    '' where no class has them all. `strange`: a package has the attribute, too, so that it takes more others.
    """
    others = _asked(program, reference, site) - {reference.text}
    if len(others) < (_MANY if strange else _LEAST):
        return ""
    having = (one.name for path, one in program.owning(reference.text) if others <= _names(program, path, one))
    return min(having, default="")


def other_shape(program: Program, reference: Reference, site: Site) -> bool:
    """Whether each class of ours that has an attribute lacks most of what else is asked of the same object around."""
    others = _asked(program, reference, site)
    others -= {reference.text}
    owning = [(path, one) for path, one in program.owning(reference.text) if not is_apart(path)]
    return bool(others) and all(len(others & _names(program, path, one)) * 2 < len(others) for path, one in owning)


def _asked(program: Program, reference: Reference, site: Site) -> set[str]:
    """What the class around asks of what `self` holds; what the function around asks of a name."""
    known = program.definitions(reference.path)
    of_self = re.fullmatch(r"self\.\w+", site.chain) is not None
    if not of_self and not site.chain.isidentifier():
        return set()
    around = known.class_around(reference.start) if of_self else known.function_around(reference.start)
    text = program.modules.text(reference.path)[around.start : around.end] if around is not None else ""
    return set(re.findall(rf"(?<![\w.]){re.escape(site.chain)}\.(\w+)", text))


def _names(program: Program, path: str, one: Class) -> set[str]:
    """Everything that a class has, from its bases, too."""
    lineage = [ancestor for _path, _outside, ancestor in program.ancestry(path, one)]
    return {name for base in lineage for name in (*base.members, *base.attributes, *base.methods)}
