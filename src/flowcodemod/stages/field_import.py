"""How a file says `Field`: it has it from Pydantic, or gets it beside what it imports from there."""

import re

from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference

_FROM = re.compile(r"^from pydantic(?:\.v1)? import (?P<names>\w+(?:, \w+)*)(?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
_SEVERAL = re.compile(r"^from pydantic(?:\.v1)? import \(\s*(?P<names>[\w\s,]+)\)", re.MULTILINE)
_MODULE = re.compile(r"^import pydantic\b", re.MULTILINE)
_BOUND = re.compile(r"\bimport\b[^\n#]*(?<![\w.])Field(?!\w)|^\s*(?:class|def)\s+Field\b|^Field\s*=", re.MULTILINE)


def field_import(text: str, reference: Reference) -> tuple[str, tuple[Edit, ...]]:
    """What calls `Field` in a file, '' where nothing can, and the edit that imports it where that is missing."""
    lists = [match for pattern in (_FROM, _SEVERAL) for match in pattern.finditer(text)]
    if any("Field" in re.split(r"[\s,]+", match["names"]) for match in lists):
        return "Field", ()
    if _MODULE.search(text):
        return "pydantic.Field", ()
    if not lists or _BOUND.search(text):
        return "", ()
    at = lists[0].end("names") if lists[0].re is _FROM else lists[0].start("names")
    return "Field", (_edit(text, reference, at, "", ", Field" if lists[0].re is _FROM else "Field, "),)


def no_field_import(text: str, reference: Reference) -> tuple[Edit, ...]:
    """The edit that takes the import back, for a file that needs it no more."""
    found = [match for pattern in (_FROM, _SEVERAL) for match in pattern.finditer(text)]
    listed = next((match for match in found if "Field" in re.split(r"[\s,]+", match["names"])), None)
    if listed is None:
        return ()
    own = (
        ", Field" if listed["names"].endswith(", Field") else "Field, " if listed["names"].startswith("Field, ") else ""
    )
    start = listed.end("names") - len(own) if own == ", Field" else listed.start("names")
    return (_edit(text, reference, start, own, ""),) if own else ()


def _edit(text: str, reference: Reference, at: int, old: str, new: str) -> Edit:
    return Edit(reference.path, at, at + len(old), text.count("\n", 0, at) + 1, old, new)
