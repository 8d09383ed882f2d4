"""Django's management commands: `options["name"]` of `handle`, and `call_command("close", name=…)`, of what one declares."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from flowcodemod.linkers.command_line.parsed_arguments import declared
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program

_HANDLE = re.compile(r"\bdef handle\([^)]*\*\*\s*(?P<name>\w+)")
_CALLED = re.compile(r"\bcall_command\(\s*[\"'](?P<name>\w+)[\"'](?P<rest>[^()]*)$")
_LONGEST = 300
_Commands = Mapping[str, Mapping[str, Key]]
"""Command -> argument -> where the command declares it."""


def link(program: Program) -> Iterator[Link]:
    """Tie what asks for an argument of a command, or gives it one, to the declaration."""
    commands = {
        PurePosixPath(file.source.path).stem: declared(file)
        for file in program.index.python
        if "/management/commands/" in f"/{file.source.path}"
    }
    for reference, site in program.sites() if any(commands.values()) else ():
        command = _called(program, reference, site) or _asking(program, reference, site, commands)
        target = commands.get(command, {}).get(reference.text.replace("-", "_"))
        if target is not None and target != (reference.path, reference.start):
            yield Link(
                (reference.path, reference.start), target, Evidence(Kind.SHOWN_FLOW, f"an argument of {command}")
            )


def _called(program: Program, reference: Reference, site: Site) -> str:
    """The command that a call gives a keyword or an option; '' for any other reference."""
    if site.kind not in (SiteKind.LABEL, SiteKind.STRING) or site.callee is None or site.callee.text != "call_command":
        return ""
    text = program.modules.text(reference.path)
    called = _CALLED.search(text[max(0, reference.start - _LONGEST) : reference.start])
    return called["name"] if called is not None else ""


def _asking(program: Program, reference: Reference, site: Site, commands: _Commands) -> str:
    """The command whose options are asked for a key where it handles them; '' for any other reference."""
    stem = PurePosixPath(reference.path).stem
    asked = site.use is StringUse.SUBSCRIPT or (site.use is StringUse.METHOD and site.argument == 0)
    if stem not in commands or not asked or not site.whole:
        return ""
    options = {match["name"] for match in _HANDLE.finditer(program.modules.text(reference.path))}
    return stem if site.chain.partition(".")[0] in options else ""
