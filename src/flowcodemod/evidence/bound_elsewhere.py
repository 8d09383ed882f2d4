"""Names in code of languages without a grammar here, such as Lua, and in pages: a file that binds a variable means it."""

import re

from flowcodemod.model.reference import Reference, Role
from flowcodemod.program.program import Program
from flowcodemod.readers.markup import is_markup

_BINDS = r"(?:\b(?:local|let|let mut|var|const|my|val)\s+[$]?|^[ \t]*[$]?){}\s*(?::=|=(?![=~>]))"
_BINDS_IN_PAGE = r"\{{%-?\s*(?:for\s+(?:\w+\s*,\s*)*{}\b[^%]*?\bin\b|(?:set|with)\s+(?:[^%]*?\s)?{}\s*=(?!=))"
_ASKED = r"(?:\.|->|::|[\"']){}\b|\b{}[\"']"


def is_bound_here(program: Program, reference: Reference) -> bool:
    """Whether a file gives a variable its value, and names nothing else so: no member, no string."""
    text, name = program.modules.text(reference.path), re.escape(reference.text)
    if reference.role is not Role.VARIABLE or re.search(_ASKED.format(name, name), text):
        return False
    if is_markup(reference.path, text):
        return re.search(_BINDS_IN_PAGE.format(name, name), text) is not None
    return re.search(_BINDS.format(name), text, re.MULTILINE) is not None
