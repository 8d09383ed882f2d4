"""Names that stay though the group they belong to moves: what others see of it is said there."""

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.reference import Reference
from flowcodemod.pins.kept_arguments import keeps_argument
from flowcodemod.pins.serializers import keeps_field
from flowcodemod.program.program import Program


def keeps_name(program: Program, reference: Reference, campaign: Campaign) -> str:
    """Why a reference keeps its name; '' where it goes with its group."""
    return keeps_argument(program, reference, campaign) or keeps_field(program, reference, campaign)
