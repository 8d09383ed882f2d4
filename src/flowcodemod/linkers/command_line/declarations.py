"""Strings in a decorator that name the decorated function's parameters: click and typer options, routes with holes."""

import re
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_HEADER = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(?P<name>\w+)", re.MULTILINE)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a name declared in a decorator to the parameter of the function below."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is SiteKind.STRING and site.callee is not None:
                yield from _declared(
                    program, file, reference, "" if isinstance(site.argument, str) else site.callee.text
                )


def _declared(program: Program, file: File, reference: Reference, callee: str) -> Iterator[Link]:
    text = file.source.text
    line_start = text.rfind("\n", 0, reference.start) + 1
    decorator = text.rfind("\n@", 0, line_start + 1) if text[line_start:].lstrip()[:1] != "@" else line_start
    header = _HEADER.search(text, reference.end)
    if decorator < 0 or header is None or not _is_hole_or_name(text, reference, callee):
        return
    between = text[reference.end : header.start()]
    if re.search(r"^[ \t]*(?:def|class|return|if|for|while|with)\b", between, re.MULTILINE):
        return
    function = program.definitions(reference.path).functions.get(header.start("name"))
    wanted = reference.text.replace("-", "_")
    if function is not None and wanted in function.parameters:
        target = (reference.path, function.parameters[wanted])
        if program.reference(*target) is not None:
            evidence = Evidence(Kind.SHOWN_FLOW, f"declares a parameter of {function.name}")
            yield Link((reference.path, reference.start), target, evidence)


def _is_hole_or_name(text: str, reference: Reference, callee: str) -> bool:
    before, after = text[reference.start - 1 : reference.start], text[reference.end : reference.end + 1]
    hole = before in "{:<" and after in "}:>"
    return hole or callee in ("option", "argument", "Option", "Argument", "pass_obj")
