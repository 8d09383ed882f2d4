"""Text about a name that a database, a server or a protocol has, too: what tells that it speaks of theirs."""

import re

from flowcodemod.evidence.keys import Keys
from flowcodemod.model.reference import Reference
from flowcodemod.model.words import Spelling

# What is said of columns and of SQL, and hardly of anything else.
_COLUMN = re.compile(r"(?i:\b(?:columns?|index(?:es)?|primary key|tables?)\b)|\b(?:SELECT|WHERE|INSERT|MAX)\b|<=|>=")


def plain(reference: Reference) -> str:
    """A name as code spells it: `Session ID` speaks of `session_id`."""
    return reference.text.replace(" ", "_").lower() if reference.spelling is Spelling.SPACED else reference.text


def stored(keys: Keys, reference: Reference, text: str) -> str:
    """Why a text stays that speaks of a stored column: it says so in its line; '' for any other text."""
    stop = text.find("\n", reference.end)
    line = text[text.rfind("\n", 0, reference.start) + 1 : stop if stop >= 0 else len(text)]
    return keys.column(plain(reference)) if _COLUMN.search(line) else ""
