"""Anchors: what a reference is called in the decisions file. They hold its line's text, so that no answer slips to another.

Fingerprints count the references of a scope, so an edit of one renames those after it. An anchor counts only lines that
read the same, and says how many there are: when one of them goes, the others are asked about again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from flowcodemod.model.fingerprint import digest, normalised
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.source import line_around

_Key = tuple[str, str, str, str, str]


def anchors(
    references: Iterable[Reference], texts: Mapping[str, str], rewrite: Callable[[str], str]
) -> dict[Reference, str]:
    """The anchor of each reference; all of a file's must be there. `texts`: path -> text; file names need none.

    `rewrite` gives a line its new names, so that an anchor is the same before and after its neighbours are renamed.
    """
    keys: dict[Reference, _Key] = {}
    lines: dict[tuple[str, int], str] = {}
    for one in sorted(references, key=lambda one: (one.path, one.start, one.end)):
        place = (one.path, 0 if one.role is Role.FILENAME else one.line)
        if place not in lines:
            line = line_around(texts[one.path], one.start) if place[1] else ""
            lines[place] = " ".join(rewrite(line).split())
        keys[one] = (one.role, one.path, rewrite(one.scope), normalised(one.text), lines[place])
    counts, seen = Counter(keys.values()), Counter[_Key]()
    found: dict[Reference, str] = {}
    for one, key in keys.items():
        found[one] = digest(*key, str(seen[key]), str(counts[key]))
        seen[key] += 1
    return found
