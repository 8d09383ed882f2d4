"""Fields of other libraries than Pydantic that are pinned, published or stored, each in its own idiom, there and back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.pins.by_alias import by_alias, no_longer_by_alias
from flowcodemod.pins.column_policy import column_policy
from flowcodemod.pins.field_alias import is_made, said, unsaid
from flowcodemod.pins.field_import import field_import, mentions, no_field_import
from flowcodemod.pins.table_models import table_model
from flowcodemod.pins.wire_classes import wire_class
from flowcodemod.pins.wire_idioms import Idiom
from flowcodemod.pins.wire_names import wire_name
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.model_fields import Argument, ModelField, model_field
from flowcodemod.readers.syntax import Syntax

_UNPUBLISHED = re.compile(r"(?:typing\.)?(?:ClassVar|InitVar)\b")


@dataclass(frozen=True)
class _Field:
    """A published field; `name` makes its published name where nothing says it, None where nobody knows."""

    reference: Reference
    syntax: Syntax
    idiom: Idiom
    around: Class
    shown: ModelField
    name: Callable[[str], str] | None

    def needless(self, campaign: Campaign) -> Argument | None:
        """The alias that says what the new name says anyway."""
        new = campaign.concept.rename(self.reference.text)
        return self.idiom.alias(self.shown, self.name(new)) if self.name is not None and new else None


def pins_wire(campaign: Campaign) -> bool:
    """Whether what is published keeps its name."""
    return campaign.boundaries.get(Boundary.HTTP) is Policy.PIN


def wire_pins(program: Program, reference: Reference, campaign: Campaign) -> tuple[Edit, ...] | None:
    """The edits that keep the published name of a field, or take a pin back; None where no idiom is at hand."""
    field = _field(program, reference, campaign)
    if field is None:
        return ()
    alias = field.needless(campaign)
    if alias is not None:
        return (*unsaid(field.syntax, reference, field.shown, alias), *_taken_back(program, field, campaign))
    return () if field.idiom.is_said(field.shown) else _pinned(program, field)


def _field(program: Program, reference: Reference, campaign: Campaign) -> _Field | None:
    found = wire_class(program, reference) if pins_wire(campaign) else None
    table = table_model(program, reference) if found is None else None
    if table is not None and column_policy(program, reference, campaign) is Policy.PIN:
        found = table
    syntax = program.index.files[reference.path].syntax
    if found is None or syntax is None:
        return None
    idiom, around = found
    shown = model_field(syntax, reference.start, reference.end, idiom.describes)
    if shown is None or _UNPUBLISHED.match(shown.annotation) or not (shown.annotation or shown.is_field_call):
        return None
    return _Field(reference, syntax, idiom, around, shown, wire_name(program, reference.path, around, idiom))


def _pinned(program: Program, field: _Field) -> tuple[Edit, ...] | None:
    idiom, text = field.idiom, field.syntax.text
    needed = idiom.makers if field.shown.arguments is None else idiom.makers[1:]
    imports = [field_import(text, field.reference, maker) for maker in needed]
    writes = by_alias(program, field.syntax, field.reference, field.around) if idiom.library == "mashumaro" else []
    if (
        field.name is None
        or writes is None
        or not idiom.is_sayable(field.shown)
        or not all(name for name, _ in imports)
    ):
        return None
    written = idiom.written.format(field.name(field.reference.text))
    alias = said(field.reference, field.shown, written, imports[0][0] if imports else "")
    return (*alias, *writes, *(edit for _name, edits in imports for edit in edits))


def _taken_back(program: Program, field: _Field, campaign: Campaign) -> Iterator[Edit]:
    """What no field of the file needs any more: the imports, and what makes a class write its aliases."""
    references = program.index.files[field.reference.path].references
    every = [one for reference in references if (one := _field(program, reference, campaign)) is not None]
    gone = [(one, alias) for one in every if (alias := one.needless(campaign)) is not None]
    made = (sum(is_made(one.shown, alias) for one, alias in gone), len(gone))
    for maker, count in zip(field.idiom.makers, made, strict=False):
        if count and mentions(field.syntax, maker.name) == count + 1:
            yield from no_field_import(field.syntax.text, field.reference, maker)
    aliases = re.findall(r"\balias\b", field.syntax.text[field.around.start : field.around.end])
    if field.idiom.library == "mashumaro" and len(aliases) == sum(one.around == field.around for one, _alias in gone):
        yield from no_longer_by_alias(field.syntax, field.reference, field.around)
