"""Parameters of FastAPI's handlers that are pinned: an alias keeps what a request calls them, there and back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.field_alias import said, unsaid
from flowcodemod.pins.field_import import Maker, field_import, mentions, no_field_import
from flowcodemod.pins.queries import sent_parameter
from flowcodemod.program.program import Program
from flowcodemod.readers.handler_parameters import described_parameter, may_have_default, sent_as
from flowcodemod.readers.model_fields import Argument, ModelField
from flowcodemod.readers.syntax import Syntax

_FASTAPI = re.compile(r"^\s*(?:from|import)\s+fastapi\b", re.MULTILINE)
_QUERY = Maker("Query", "fastapi", "fastapi")
_ALIASES = frozenset({"alias", "validation_alias"})


@dataclass(frozen=True, slots=True)
class _Parameter:
    """A parameter that a request fills, and what it would be called there under its old and its new name."""

    reference: Reference
    syntax: Syntax
    shown: ModelField
    old: str
    new: str

    @property
    def alias(self) -> Argument | None:
        """The alias that its new name makes needless."""
        several = self.shown.arguments or ()
        return next((one for one in several if one.keyword in _ALIASES and one.literal == self.new), None)

    @property
    def is_made(self) -> bool:
        """Whether what describes it is there for the needless alias alone."""
        several = self.shown.arguments or ()
        return len(several) == 2 and several[0].keyword == "default" and several[1] == self.alias


def parameter_pins(program: Program, reference: Reference, new: str, campaign: Campaign) -> tuple[Edit, ...] | None:
    """The edits that keep what a request calls a parameter, or take a pin back; None where no idiom is at hand."""
    pinned = campaign.boundaries.get(Boundary.HTTP) is Policy.PIN and new
    if not pinned or not sent_parameter(program, reference):
        return ()
    one = _parameter(program, reference, new)
    if one is None or not _FASTAPI.search(one.syntax.text):
        return None
    if one.alias is not None:
        return (*_unsaid(one), *_no_import(program, one, campaign))
    said_already = any(argument.keyword in _ALIASES for argument in one.shown.arguments or ())
    return () if said_already else _said(one)


def _parameter(program: Program, reference: Reference, new: str) -> _Parameter | None:
    syntax = program.index.files[reference.path].syntax
    shown = described_parameter(syntax, reference.start, reference.end) if syntax is not None else None
    if syntax is None or shown is None:
        return None
    old, other = (sent_as(syntax, reference.start, reference.end, name) for name in (reference.text, new))
    return _Parameter(reference, syntax, shown, old, other)


def _said(one: _Parameter) -> tuple[Edit, ...] | None:
    alias, arguments = f'alias="{one.old}"', one.shown.arguments
    if arguments is not None:
        spread = any(argument.value.startswith("*") for argument in arguments)
        return None if spread else tuple(said(one.reference, one.shown, alias, ""))
    maker, imported = field_import(one.syntax.text, one.reference, _QUERY)
    if not maker or not may_have_default(one.syntax, one.reference.start, one.reference.end):
        return None
    if one.shown.default is not None:
        return (*said(one.reference, one.shown, alias, maker), *imported)
    at, line = one.shown.annotation_end, one.reference.line
    return Edit(one.reference.path, at, at, line, "", f" = {maker}(default=..., {alias})"), *imported


def _unsaid(one: _Parameter) -> Iterator[Edit]:
    arguments, alias = one.shown.arguments or (), one.alias
    if alias is None:
        return
    default = one.shown.default
    if one.is_made and default is not None and arguments[0].value == "...":
        yield _deleted(one, one.shown.annotation_end, default[1])
    elif one.is_made and default is not None:
        yield _deleted(one, default[0], arguments[0].end - len(arguments[0].value))
        yield _deleted(one, arguments[0].end, default[1])
    elif arguments == (alias,):
        yield _deleted(one, alias.start, alias.end)
    else:
        yield from unsaid(one.syntax, one.reference, one.shown, alias)


def _no_import(program: Program, one: _Parameter, campaign: Campaign) -> Iterator[Edit]:
    """What no parameter of the file needs any more: the import."""
    made = 0
    for reference in program.index.files[one.reference.path].references if one.is_made else ():
        new = campaign.concept.rename(reference.text)
        kind = program.index.site(reference).kind
        other = _parameter(program, reference, new) if new and kind is SiteKind.PARAMETER else None
        made += other is not None and other.is_made and other.alias is not None
    if made and mentions(one.syntax, _QUERY.name) == made + 1:
        yield from no_field_import(one.syntax.text, one.reference, _QUERY)


def _deleted(one: _Parameter, start: int, end: int) -> Edit:
    return Edit(one.reference.path, start, end, one.reference.line, one.syntax.text[start:end], "")
