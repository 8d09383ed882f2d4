"""Text about a name that a database, a server or a protocol has, too: what tells that it speaks of theirs."""

import re

from flowcodemod.evidence.keys import Keys
from flowcodemod.model.reference import Reference
from flowcodemod.model.source import line_around
from flowcodemod.model.words import Spelling

# What is said of columns and of SQL, and hardly of anything else.
_COLUMN = re.compile(
    r"(?i:\b(?:columns?|index(?:es)?|primary key|tables?)\b)|\b(?:SELECT|WHERE|INSERT|MAX)\b|<=|>="
    r"|\b(?:UNIQUE|CHECK|FOREIGN KEY) ?\("
)
# A word after a name's that begins with a capital, as in a longer name, and lower words that make the line a sentence.
_GOES_ON = re.compile(r" [A-Z][a-z]+")
_SENTENCE = re.compile(r"(?<![\w`\"'.])[a-z]{2,} [a-z]{2,}\b")
_VALUE = re.compile(r"=[^=\s]")


def is_title(reference: Reference, text: str) -> bool:
    """Whether words spelled apart begin a longer name in a sentence: `a Client ID Metadata Document is fetched`."""
    if reference.spelling is not Spelling.SPACED or not all(word[0].isupper() for word in reference.text.split()):
        return False
    line = line_around(text, reference.start, reference.end)
    return _GOES_ON.match(text, reference.end) is not None and _SENTENCE.search(line) is not None


def names_value(reference: Reference, text: str) -> bool:
    """Whether a name in several words goes on as an attribute does: `<Session id=1>`."""
    return " " in reference.text and _VALUE.match(text, reference.end) is not None


def plain(reference: Reference) -> str:
    """A name as code spells it: `Session ID` speaks of `session_id`."""
    return reference.text.replace(" ", "_").lower() if reference.spelling is Spelling.SPACED else reference.text


def stored(keys: Keys, reference: Reference, text: str) -> str:
    """Why a text stays that speaks of a stored column: it says so in its line; '' for any other text."""
    return keys.column(plain(reference)) if _COLUMN.search(line_around(text, reference.start, reference.end)) else ""
