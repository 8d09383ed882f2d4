"""Names with hyphens that fill templates, `"/{run-id}".format(**{"run-id": one})`: they look like headers and are none."""

from collections.abc import Sequence

from flowcodemod.evidence.keys import Keys
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import TEXTUAL
from flowcodemod.model.site import StringUse
from flowcodemod.program.program import Program, is_apart

_SAID = "the hole that it fills: "


def filled_holes(program: Program, keys: Keys) -> frozenset[str]:
    """The names with hyphens that are holes of templates in code, and wherever else it has them keys that fill those."""
    holes: set[str] = set()
    others: set[str] = set()
    for one, site in program.sites():
        if one.role not in TEXTUAL and not is_apart(one.path) and "-" in one.text:
            holes |= {one.text} if keys.is_hole(one) else set()
            others |= set() if keys.is_hole(one) or site.use is StringUse.DICT_KEY else {one.text}
    return frozenset(holes - others)


def hole(name: str) -> Evidence:
    """What speaks for renaming a key that fills a hole of its name."""
    return Evidence(Kind.KEY_FAMILY, f"{_SAID}{{{name}}}")


def fills_hole(evidence: Sequence[Evidence]) -> bool:
    """Whether it is as the key of a hole that a name is weighed: no header, of which documents speak."""
    return any(piece.detail.startswith(_SAID) for piece in evidence)
