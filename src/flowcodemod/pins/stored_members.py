"""Members of classes that a database stores under their names, whatever library maps them."""

from collections import defaultdict
from collections.abc import Mapping

from flowcodemod.model.link import Key
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.column_idioms import column_idiom, key_attribute
from flowcodemod.pins.table_models import table_model
from flowcodemod.program.program import Program


def is_column(program: Program, reference: Reference) -> bool:
    """Whether a member of a class is stored in a database under its name, or under one that it says."""
    if program.index.site(reference).kind is not SiteKind.MEMBER:
        return False
    known = reference.role is Role.COLUMN or column_idiom(program, reference) is not None
    return known or table_model(program, reference) is not None


def mapped_fields(program: Program) -> Mapping[str, Mapping[str, Key]]:
    """Field name -> model's name -> where the field is declared; a relation of Django's is there as its key, too."""
    found: dict[str, dict[str, Key]] = defaultdict(dict)
    for reference, site in program.sites():
        if site.owner is not None and is_column(program, reference):
            for name in filter(None, (reference.text, key_attribute(program, reference))):
                found[name][site.owner.text] = (reference.path, reference.start)
    return found
