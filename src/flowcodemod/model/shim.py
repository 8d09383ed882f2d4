"""The comment that says until when a shim stays: `# flowcodemod: shim until 2027-05-01`.

At the start of a line it speaks of the whole module, indented of the statement below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_STARTS = "# flowcodemod: shim until "
_MARKER = re.compile(rf"^(?P<indent>[ \t]*){_STARTS}(?P<day>\d{{4}}-\d\d-\d\d)\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shim:
    """Code that keeps an old name until a day, its last: a whole module, or one statement of it.

    `start`..`end`: 0-based code points; `marker`: where its comment starts.
    """

    start: int
    end: int
    until: date
    marker: int
    whole: bool


def marker(until: date) -> str:
    """The comment for a day."""
    return f"{_STARTS}{until}"


def shims(text: str) -> Iterator[Shim]:
    """The shims in a text, in order; a day that is none marks nothing."""
    for found in _MARKER.finditer(text) if _STARTS in text else ():
        try:
            until = date.fromisoformat(found["day"])
        except ValueError:
            continue
        if found["indent"]:
            yield Shim(found.start(), _end(text, found.end(), found["indent"]), until, found.end("indent"), whole=False)
        else:
            yield Shim(0, len(text), until, found.start(), whole=True)


def shim_until(text: str) -> date | None:
    """The last day of the shim that a module is; None for any other text, or a day that is none."""
    return next((one.until for one in shims(text) if one.whole), None)


def _end(text: str, at: int, indent: str) -> int:
    """Where the statement below a comment ends that stands at an indentation: before the next line that is no deeper."""
    lines = re.compile(r"\n(?P<indent>[ \t]*)(?=[^\s])")
    statement = lines.search(text, at)
    while statement is not None:
        statement = lines.search(text, statement.end())
        if statement is not None and len(statement["indent"]) <= len(indent):
            return statement.start()
    return len(text)
