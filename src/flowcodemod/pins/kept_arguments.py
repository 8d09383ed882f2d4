"""Arguments that keep their name though the field they fill gets a new one: attrs' `alias=` is the name of the argument."""

from collections.abc import Iterator

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.pins.wire_classes import wire_class
from flowcodemod.pins.wire_pins import pins_wire, wire_pins
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.model_fields import model_field
from flowcodemod.readers.splats import callees


def keeps_argument(program: Program, reference: Reference, campaign: Campaign) -> str:
    """Why a keyword, or the key of a splatted dictionary, is still what its class takes; '' where it is not."""
    for path, one in _called(program, reference) if pins_wire(campaign) else ():
        for member, start in one.members.items():
            field = program.reference(path, start)
            found = wire_class(program, field) if field is not None else None
            if field is None or found is None or found[0].library != "attr":
                continue
            pinned = member == reference.text and wire_pins(program, field, campaign)
            if pinned or _alias(program, field) == reference.text:
                return f"{one.name}.{member} is given under this name: its alias"
    return ""


def _alias(program: Program, field: Reference) -> str:
    found, syntax = wire_class(program, field), program.modules.syntax(field.path)
    shown = model_field(syntax, field.start, field.end, found[0].describes) if found and syntax else None
    arguments = shown.arguments or () if shown is not None else ()
    return next((one.literal for one in arguments if one.keyword == "alias"), "")


def _called(program: Program, reference: Reference) -> Iterator[tuple[str, Class]]:
    """Our classes that are called with an argument of that name."""
    site = program.index.site(reference)
    text = program.modules.text(reference.path)
    starts: list[int] = []
    if site.kind is SiteKind.LABEL and site.callee is not None:
        starts = [site.callee.start]
        yield from program.owning(reference.text) if site.callee.text == "evolve" else ()
    elif site.kind is SiteKind.STRING and site.use is StringUse.DICT_KEY and site.whole:
        starts = list(callees(text, reference.start, site))
    for start in starts:
        known = [(path, one) for path, outside, one in program.classes_of((reference.path, start)) if not outside]
        name = text[start : start + 100].partition("(")[0]
        yield from known or program.classes_called(name)
