"""Names in code of languages without a grammar here, such as Lua: a file that binds a variable means it throughout."""

import re

from flowcodemod.model.reference import Reference, Role
from flowcodemod.program.program import Program

_BINDS = r"(?:\b(?:local|let|let mut|var|const|my|val)\s+[$]?|^[ \t]*[$]?){}\s*(?::=|=(?![=~>]))"
_ASKED = r"(?:\.|->|::|[\"']){}\b|\b{}[\"']"


def is_bound_here(program: Program, reference: Reference) -> bool:
    """Whether a file gives a variable its value, and names nothing else so: no member, no string."""
    text, name = program.modules.text(reference.path), re.escape(reference.text)
    if reference.role is not Role.VARIABLE or re.search(_ASKED.format(name, name), text):
        return False
    return re.search(_BINDS.format(name), text, re.MULTILINE) is not None
