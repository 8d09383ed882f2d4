"""Published fields that are pinned: a Pydantic field takes the new name, an alias keeps the published one."""

import re

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.field_alias import missing, needless, said, unsaid
from flowcodemod.pins.field_import import field_import
from flowcodemod.pins.model_config import by_name, takes_names
from flowcodemod.pins.published_names import is_generated, published_name
from flowcodemod.pins.taken_back import FIELD, TakenBack
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.model_fields import model_field

_UNPUBLISHED = re.compile(r"(?:typing\.)?ClassVar\b")


def model_of(program: Program, reference: Reference) -> Class | None:
    """The Pydantic model that a reference is a published field of."""
    around = program.definitions(reference.path).class_around(reference.start)
    if around is None or program.index.site(reference).kind is not SiteKind.MEMBER or reference.text.startswith("_"):
        return None
    lineage = program.ancestry(reference.path, around)
    return around if any(base.text == "BaseModel" for _path, _outside, one in lineage for base in one.bases) else None


def pins_fields(campaign: Campaign) -> bool:
    """Whether what is published keeps its name."""
    return campaign.boundaries.get(Boundary.HTTP) is Policy.PIN


def freezes(program: Program, campaign: Campaign) -> bool:
    """Whether names that a generator makes of fields stay: nothing here shows who speaks them, and others install it."""
    return program.is_distributed and Boundary.HTTP not in campaign.boundaries


def field_pins(program: Program, reference: Reference, new: str, campaign: Campaign) -> tuple[Edit, ...] | None:
    """The edits that keep the published name of a field, or take a pin back; None where no idiom is at hand."""
    syntax = program.index.files[reference.path].syntax
    frozen = freezes(program, campaign)
    one = model_of(program, reference) if frozen or pins_fields(campaign) else None
    if one is None or syntax is None:
        return ()
    field = model_field(syntax, reference.start, reference.end)
    name = published_name(program, reference.path, one)
    if frozen and (name is None or not is_generated(name)):
        return ()
    if field is None or not field.annotation or name is None:
        return None
    if _UNPUBLISHED.match(field.annotation):
        return ()
    alias = needless(field, name(new))
    if alias is not None:
        taken_back = TakenBack(program, syntax, reference.path, campaign.concept)
        return (*unsaid(syntax, reference, field, alias), *taken_back.shared(reference, one))
    maker, imported = field_import(syntax.text, reference, FIELD)
    keyword = missing(field)
    by_alias = not keyword or keyword == "serialization_alias" or is_generated(name)
    config = [] if by_alias else by_name(program, syntax, reference, one)
    if not frozen and (not keyword or is_generated(name)) and takes_names(program, reference.path, one):
        return None
    if not keyword:
        return ()
    if not maker or config is None or field.arguments == ():
        return None
    return (*said(reference, field, f'{keyword}="{name(reference.text)}"', maker), *config, *imported)
