"""`for name in FIELDS: getattr(x, name)`: texts of a list, or keys of a dictionary, that name what one class has."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.inventory.file import File
from flowcodemod.model.campaign import Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.pins.column_policy import column_policy
from flowcodemod.program.having_all import member_beside
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import enclosing, plain_text, text_of

_ASKED = re.compile(r"\b(?:get|set|has|del)attr\(\s*[\w.]+\s*,\s*(?P<name>[^\W\d]\w*)\s*[,)]")
_OF_CLASS = re.compile(r"\bgetattr\(\s*(?:\w+\.)*(?P<class>[A-Z]\w*)\s*,\s*[^\W\d]\w*\s*[,)]")
_DISPLAYS = ("list", "tuple", "set", "dictionary")
_LOOP = r"\bfor\s+(?P<name>[^\W\d]\w*)(?:\s*,\s*\w+)?\s+in\s+(?:[^\W\d]\w*\.)*{}(?:\.(?:items|keys)\(\))?(?![\w.(\[])"
_SEVERAL = 2  # one name alone is what many classes have


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each text to the definition in the one class of ours that has all of them, where a loop asks for them."""
    for file in program.index.python:
        if _ASKED.search(file.source.text):
            for reference, site in zip(file.references, file.sites, strict=True):
                listed = site.use in (StringUse.ELEMENT, StringUse.DICT_KEY)
                if site.kind is SiteKind.STRING and site.whole and listed:
                    yield from _named(program, file, reference)


def _named(program: Program, file: File, reference: Reference) -> Iterator[Link]:
    at = file.syntax.node_at(reference.start, reference.end) if file.syntax is not None else None
    display = enclosing(at, *_DISPLAYS)
    names = _names(display) if display is not None else []
    if display is None or len(names) < _SEVERAL or not _is_looped(program, file, display):
        return
    target = _of_class(program, file, reference.text)
    if target is None and not program.foreign_definer(reference.path, reference.text):
        target = member_beside(program, names, reference.text)
    if target is not None:
        evidence = Evidence(Kind.SHOWN_FLOW, "a loop asks for attributes by these names")
        yield Link((reference.path, reference.start), target, evidence)


def _of_class(program: Program, file: File, name: str) -> Key | None:
    """Where the one class that the file asks so, itself and by its name, has the member: `getattr(Run, name)`.

    None for a class that has the new name, too, unless its column is kept: the two become one.
    """
    asked = {match["class"] for match in _OF_CLASS.finditer(file.source.text)}
    several = [(path, one) for each in asked for path, one in program.classes_called(each) if name in one.members]
    if len(several) != 1 or program.campaign is None:
        return None
    path, one = several[0]
    member = program.reference(path, one.members[name])
    kept = member is not None and column_policy(program, member, program.campaign) is Policy.KEEP
    both = program.campaign.concept.rename(name) in one.members
    return (path, one.members[name]) if kept or not both else None


def _names(display: Node) -> list[str]:
    """The texts of a display, the keys of a dictionary; empty where one is anything but a plain text."""
    parts = [child for child in display.named_children if child.type != "comment"]
    if display.type == "dictionary":
        keys = [part.child_by_field_name("key") for part in parts]
        parts = [key for key in keys if key is not None] if None not in keys else []
    names = [plain_text(part) for part in parts]
    return names if all(names) else []


def _is_looped(program: Program, file: File, display: Node) -> bool:
    """Whether a loop over the display, or over the name it is given, asks for attributes by what it yields."""
    holder = display.parent
    while holder is not None and holder.type in ("argument_list", "call"):  # as in `frozenset({…})`
        display, holder = holder, holder.parent
    if holder is None:
        return False
    if holder.type in ("for_statement", "for_in_clause"):
        left = holder.child_by_field_name("left")
        around = enclosing(holder, "function_definition", "module")
        return left is not None and around is not None and text_of(left) in _asked(text_of(around))
    bound = holder.child_by_field_name("left") if holder.type == "assignment" else None
    return bound is not None and _loops(program, file, text_of(bound).rpartition(".")[2])


def _loops(program: Program, file: File, table: str) -> bool:
    text = file.source.text
    for loop in re.finditer(_LOOP.format(re.escape(table)), text):
        around = program.definitions(file.source.path).function_around(loop.start())
        if loop["name"] in _asked(text[around.start : around.end] if around is not None else text):
            return True
    return False


def _asked(text: str) -> set[str]:
    """The names of variables by which a text asks for attributes."""
    return {match["name"] for match in _ASKED.finditer(text)}
