"""Optional becomes required where the campaign says so: `flow_id: Optional[str] = None` -> `flow_id: str`."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.plan import Edit
from flowcodemod.model.site import SiteKind
from flowcodemod.model.twin import Twin
from flowcodemod.readers.syntax import enclosing, text_of
from flowcodemod.twins.code import Code, key, statement_of

_OPTIONAL = re.compile(
    r"(?:typing\.)?Optional\[(?P<one>.*)\]|(?P<two>.*?)\s*\|\s*None|None\s*\|\s*(?P<three>.*)", re.DOTALL
)


def find(code: Code, campaign: Campaign) -> Iterator[Twin]:
    """The fields to make required, each with the reference that becomes the field or merges into it."""
    if not campaign.required:
        return
    for reference, site, new in code.references():
        if (
            site.kind is not SiteKind.MEMBER
            or site.owner is None
            or f"{site.owner.text}.{new}" not in campaign.required
        ):
            continue
        around = code.program.definitions(reference.path).class_around(reference.start)
        syntax = code.syntax(reference.path)
        if around is None or syntax is None:
            continue
        start = around.members.get(new, reference.start)
        assignment = statement_of(syntax.node_at(start, start + 1)).named_children[0]
        edits = tuple(_edits(code, reference.path, assignment))
        if edits and not _needs_order(assignment):
            yield Twin((key(reference),), edits)


def _edits(code: Code, path: str, assignment: Node) -> Iterator[Edit]:
    annotation, value = assignment.child_by_field_name("type"), assignment.child_by_field_name("right")
    if annotation is None:
        return
    _, start, end = code.span(path, annotation)
    match = _OPTIONAL.fullmatch(text_of(annotation))
    if match:
        yield code.edit(path, start, end, next(part for part in match.groups() if part is not None))
    if value is not None and text_of(value) == "None":
        yield code.edit(path, end, code.span(path, value)[2])
    elif value is not None and value.type == "call":
        yield from _default(code, path, value)


def _default(code: Code, path: str, call: Node) -> Iterator[Edit]:
    """`Field(default=None, …)` and `Field(None, …)`: without the default."""
    listed = call.child_by_field_name("arguments")
    for position, argument in enumerate(listed.named_children if listed is not None else ()):
        if text_of(argument).replace(" ", "") == "default=None" or (position == 0 and text_of(argument) == "None"):
            yield from code.without_entry(path, argument)


def _needs_order(assignment: Node) -> bool:
    """Whether fields without a default must stand before those with one, as in a dataclass."""
    owner = enclosing(assignment, "class_definition")
    parent = owner.parent if owner is not None else None
    if owner is None or parent is None:
        return False
    decorators = [text_of(child) for child in parent.children if child.type == "decorator"]
    bases = text_of(owner.child_by_field_name("superclasses") or owner.children[0])
    return any("dataclass" in one or "define" in one for one in decorators) or "NamedTuple" in bases
