"""Keywords that somebody else's code hands to a method of ours: `**kwargs` of what overrides their method."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Function


def foreign_caller(program: Program, reference: Reference) -> str:
    """The foreign method whose callers choose the keywords that a key is asked of; '' where there is none."""
    known = program.definitions(reference.path)
    method = next(iter(known.functions_around(reference.start)), None)
    one = known.class_around(reference.start)
    if method is None or one is None:
        return ""
    root = program.index.site(reference).chain.partition(".")[0]
    if method.name not in one.methods or not _collects(program, reference, method, root):
        return ""
    for path, outside, base in program.ancestry(reference.path, one):
        if outside and method.name in base.methods:
            return f"overrides {base.name}.{method.name} of {path}, whose callers name the keywords"
    return ""


def _collects(program: Program, reference: Reference, method: Function, name: str) -> bool:
    """Whether a method takes all other keywords under a name."""
    text = program.index.files[reference.path].source.text[method.start : reference.start]
    return method.keywords and re.search(rf"\*\*\s*{re.escape(name)}\b", text) is not None
