"""Members of classes that a database stores under their names, whatever library maps them."""

from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.column_idioms import column_idiom
from flowcodemod.pins.table_models import table_model
from flowcodemod.program.program import Program


def is_column(program: Program, reference: Reference) -> bool:
    """Whether a member of a class is stored in a database under its name, or under one that it says."""
    if program.index.site(reference).kind is not SiteKind.MEMBER:
        return False
    known = reference.role is Role.COLUMN or column_idiom(program, reference) is not None
    return known or table_model(program, reference) is not None
