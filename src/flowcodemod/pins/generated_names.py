"""Names that nobody wrote: what an alias generator or a convention makes of the fields of published classes."""

from collections.abc import Mapping

from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.field_pins import model_of
from flowcodemod.pins.published_names import published_name
from flowcodemod.pins.queries import query_of
from flowcodemod.pins.wire_classes import wire_class
from flowcodemod.pins.wire_names import wire_name
from flowcodemod.program.program import Program
from flowcodemod.readers.handler_parameters import sent_as


def generated_names(program: Program) -> Mapping[str, str]:
    """Name on the wire -> `path:line` of a field of ours that is published under it, and called otherwise."""
    found: dict[str, str] = {}
    for reference, _site in program.sites():
        name = generated_name(program, reference) if reference.status is Status.OPEN else ""
        if name:
            found.setdefault(name, f"{reference.path}:{reference.line}")
    return found


def generated_name(program: Program, reference: Reference) -> str:
    """What a field is published under that is called otherwise; '' for all else."""
    kind, syntax = program.index.site(reference).kind, program.modules.syntax(reference.path)
    if kind is SiteKind.PARAMETER and syntax is not None:
        name = sent_as(syntax, reference.start, reference.end, reference.text)
        return name if name != reference.text and query_of(program, reference) else ""
    if kind is not SiteKind.MEMBER:
        return ""
    model, library = model_of(program, reference), wire_class(program, reference)
    named = published_name(program, reference.path, model) if model is not None else None
    if library is not None:
        named = wire_name(program, reference.path, library[1], library[0])
    name = named(reference.text) if named is not None else ""
    return name if name != reference.text else ""
