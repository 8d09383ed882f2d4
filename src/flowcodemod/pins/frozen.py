"""Names that an alias generator makes, in a package that others install: they stay unless a campaign says otherwise."""

from collections.abc import Mapping

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.reference import Status
from flowcodemod.pins.field_pins import freezes, model_of
from flowcodemod.pins.generated_names import generated_name
from flowcodemod.program.program import Program


def frozen_names(program: Program, campaign: Campaign) -> Mapping[str, str]:
    """Name on the wire -> `path:line` of the field of a Pydantic model that a generator makes it of, and that keeps it."""
    found: dict[str, str] = {}
    for reference, _site in program.sites() if freezes(program, campaign) else ():
        is_field = reference.status is Status.OPEN and model_of(program, reference) is not None
        name = generated_name(program, reference) if is_field else ""
        if name:
            found.setdefault(name, f"{reference.path}:{reference.line}")
    return found
