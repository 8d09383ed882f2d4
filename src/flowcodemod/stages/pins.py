"""Pins: the code takes the new name, the database keeps the old one, said in the idiom of the library in use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.readers.syntax import Syntax
from flowcodemod.stages.program import Program

_DJANGO = re.compile(r"(?:^|\.)models\.\w*(?:Field|Key)$")
_SQLALCHEMY = re.compile(r"(?:^|\.)(?:Column|mapped_column)$")


@dataclass(frozen=True, slots=True)
class _Call:
    """The call that makes a column: where its arguments start, and what stands right after the bracket."""

    maker: str
    start: int
    arguments: str


def pins(program: Program, reference: Reference, new: str, campaign: Campaign) -> Iterator[Edit]:
    """The edit that pins a column's stored name, or removes a pin that renaming back has made needless."""
    site = program.index.site(reference)
    if reference.role is not Role.COLUMN or site.kind is not SiteKind.MEMBER or not _pinned(reference, campaign):
        return
    file = program.index.files[reference.path]
    call = _call(file.syntax, reference) if file.syntax is not None else None
    if call is None:
        return
    if _DJANGO.search(call.maker):
        suffix = "_id" if call.maker.endswith(("ForeignKey", "OneToOneField")) else ""
        yield from _argument(reference, call, 'db_column="{}"', reference.text + suffix, new + suffix, "db_column")
    elif _SQLALCHEMY.search(call.maker):
        yield from _argument(reference, call, '"{}"', reference.text, new, "name")


def _pinned(reference: Reference, campaign: Campaign) -> bool:
    decided = [policy for column, policy in campaign.columns.items() if column.rpartition(".")[2] == reference.text]
    policy = campaign.boundaries.get(Boundary.DATABASE, Policy.PIN)
    return Policy.PIN in decided if decided else policy is Policy.PIN


def _call(syntax: Syntax, reference: Reference) -> _Call | None:
    node: Node | None = syntax.node_at(reference.start, reference.end)
    while node is not None and node.type != "assignment":
        node = node.parent
    made = node.child_by_field_name("right") if node is not None else None
    if made is None or made.type != "call":
        return None
    function, arguments = made.child_by_field_name("function"), made.child_by_field_name("arguments")
    if function is None or arguments is None:
        return None
    start = syntax.offsets.to_index(arguments.start_byte) + 1
    end = syntax.offsets.to_index(arguments.end_byte) - 1
    return _Call((function.text or b"").decode(), start, syntax.text[start:end])


def _argument(reference: Reference, call: _Call, form: str, old: str, new: str, keyword: str) -> Iterator[Edit]:
    """Put the stored name first among the arguments, unless one is there; take it away where it says the default."""
    written = form.format(new)
    if call.arguments.startswith(written):
        rest = call.arguments[len(written) :]
        tail = re.match(r"(?:, |,(?=\r?\n)|$)", rest)
        if tail is not None:
            whole = written + tail[0]
            yield Edit(reference.path, call.start, call.start + len(whole), reference.line, whole, "")
        return
    named = re.match(r"\s*(?:[rRuU]?[\"'])", call.arguments) if keyword == "name" else None
    if named or re.search(rf"(?<!\w){keyword}\s*=", call.arguments):
        return
    blank = re.match(r"\r?\n", call.arguments)
    glue = "" if not call.arguments.strip() else "," if blank else ", "
    yield Edit(reference.path, call.start, call.start, reference.line, "", form.format(old) + glue)
