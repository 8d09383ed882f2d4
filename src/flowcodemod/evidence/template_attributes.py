"""Attributes in templates, `{{ table.name }}`: ours where a class of ours has them, and nobody else's can be meant."""

import re

from flowcodemod.model.reference import Reference, Role
from flowcodemod.program.program import Program, is_named_after
from flowcodemod.readers.markup import is_markup

_RECEIVER = re.compile(r"(\w+)(?:\.\w+)*\.\Z")
_REACH = 100


def owner_of(program: Program, reference: Reference) -> str:
    """The class of ours whose attribute a template asks for; '' where it may be somebody else's."""
    text = program.modules.text(reference.path)
    if reference.role is not Role.ATTRIBUTE or not is_markup(reference.path, text):
        return ""
    owners = sorted(program.owners(reference.text))
    asked = _RECEIVER.search(text[max(0, reference.start - _REACH) : reference.start])
    named = next((one for one in owners if asked is not None and is_named_after(asked[1], one)), "")
    shared = program.definers is None or program.definers(reference.text)
    return named or ("" if shared or not owners else owners[0])
