"""`TypedDict`: the keys of what is annotated as one, where it is written, handed over, returned or read."""

from collections.abc import Iterator

from tree_sitter import Node

from flowcodemod.linkers.calls.constructors import tie
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.annotated import annotated_classes
from flowcodemod.program.program import Program
from flowcodemod.readers.containers import display_at
from flowcodemod.readers.declared import (
    annotation_of_display,
    annotation_of_name,
    annotation_of_parameter,
    taker_of_display,
)
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.syntax import Syntax, text_of

_Annotated = tuple[str, Node]
"""The file that an annotation stands in, and the annotation."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a key to the member of the class that its dict is annotated with, or claim it for a class of somebody else's."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or not site.whole or file.syntax is None:
                continue
            for path, annotation in _annotations(program, file.syntax, reference, site):
                classes = list(_classes(program, path, text_of(annotation), reference.text))
                if len(classes) == 1:
                    place, outside, one = classes[0]
                    key = (reference.path, reference.start)
                    yield from tie(program, key, (place, one.members[reference.text]), outside=outside)


def _annotations(program: Program, syntax: Syntax, reference: Reference, site: Site) -> Iterator[_Annotated]:
    at = syntax.node_at(reference.start, reference.end)
    written = site.use is StringUse.DICT_KEY and site.container is not None
    display = display_at(syntax, site.container or 0) if written else None
    annotation: Node | None = None
    if display is not None:
        annotation = annotation_of_display(display)
        yield from _of_parameters(program, reference.path, syntax, display)
    elif site.asks and site.chain.partition(".")[0].isidentifier():
        name = site.chain.removesuffix(f".{site.callee.text}") if site.callee is not None else site.chain
        annotation = annotation_of_name(at, name) if name.isidentifier() else None
    if annotation is not None:
        yield reference.path, annotation


def _of_parameters(program: Program, path: str, syntax: Syntax, display: Node) -> Iterator[_Annotated]:
    """The annotations of the parameters that take a display."""
    taker = taker_of_display(display)
    if taker is None:
        return
    callee, argument = taker
    for place, _outside, function in program.functions_of((path, syntax.offsets.to_index(callee.start_byte))):
        name = function.taking(argument)
        other = program.modules.syntax(place) if name else None
        annotation = annotation_of_parameter(other, function.parameters[name]) if other is not None else None
        if annotation is not None:
            yield place, annotation


def _classes(program: Program, path: str, annotation: str, name: str) -> Iterator[tuple[str, bool, Class]]:
    """The typed dictionaries, or their bases, that an annotation names and that have a key of that name."""
    for lineage in annotated_classes(program, path, annotation):
        if any(base.text == "TypedDict" for _path, _outside, one in lineage for base in one.bases):
            yield from [each for each in lineage if name in each[2].members][:1]
