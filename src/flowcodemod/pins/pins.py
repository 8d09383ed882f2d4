"""Pins: the code takes the new name, what is stored or published keeps the old one, said in the library's idiom."""

from collections.abc import Iterator

from flowcodemod.model.campaign import KEEPING, Boundary, Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.asked_columns import asks_by_columns
from flowcodemod.pins.column_pins import column_pins, has_idiom
from flowcodemod.pins.field_pins import field_pins, model_of
from flowcodemod.pins.parameter_pins import parameter_pins
from flowcodemod.pins.table_models import sql_model
from flowcodemod.pins.wire_pins import wire_pins
from flowcodemod.program.program import Program


def pins(program: Program, reference: Reference, new: str, campaign: Campaign) -> Iterator[Edit]:
    """The edits that pin what a member is stored or published under, or that remove pins that say the default again."""
    yield from column_pins(program, reference, new, campaign)
    yield from field_pins(program, reference, new, campaign) or ()
    yield from wire_pins(program, reference, campaign) or ()
    yield from parameter_pins(program, reference, new, campaign) or ()


def unpinned(program: Program, reference: Reference, new: str, campaign: Campaign) -> str:
    """Why renaming a member would rename what is stored or published against the policy; '' where it would not."""
    if program.index.site(reference).kind is not SiteKind.MEMBER:
        return ""
    wire = wire_pins(program, reference, campaign)
    if not has_idiom(program, reference, campaign) or (wire is None and sql_model(program, reference) is not None):
        return "its stored name is to stay, and no idiom that is known here can say so"
    added = any(edit.new for edit in column_pins(program, reference, new, campaign))
    asked = asks_by_columns(program, reference) if added else ""
    if asked:
        return f"its stored name is to stay, and {asked} asks for attributes by the names of columns"
    if None in (field_pins(program, reference, new, campaign), wire):
        return "its published name is to stay, and no idiom that is known here can say so"
    if campaign.boundaries.get(Boundary.HTTP) in KEEPING and sql_model(program, reference) is not None:
        return "its published name is to stay, and SQLModel has no alias that holds for a table, too"
    if campaign.boundaries.get(Boundary.HTTP) is Policy.KEEP and model_of(program, reference) is not None:
        return "the campaign keeps names at the boundary http, and this field is one"
    return ""
