"""Fields of log records: `extra={"name": …}`, `record.name = …`, and the formats and tests that speak of them."""

import re
from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.linkers.telemetry.recorded import tied
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.model.source import line_around
from flowcodemod.program.program import Program

_LOGS = re.compile(r"\blogging\b|\bcaplog\b|\blogger\b|%\((?:message|asctime|levelname)\)")
_GIVEN = re.compile(r"\bextra\s*=\s*$|\bLoggerAdapter\((?:[^()]|\([^()]*\))*,\s*(?:extra\s*=\s*)?$")
_RECORD = re.compile(r"(?:\w*record|rec)$|.*\brecords(?:\[[^\[\]]*\])$|.*\.records\.pop\(\)$")
_FORMAT = re.compile(r"%\((?:message|asctime|levelname|name)\)|\{(?:message|asctime|levelname)[:}]")
_WRITTEN = frozenset({SiteKind.STRING, SiteKind.TEXT})
_NEAR = 200


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what reads or shows a field of a log record to what puts it there, wherever that is."""
    given: dict[str, Key] = {}
    asked: dict[str, list[Key]] = defaultdict(list)
    for file in program.index.files.values():
        for reference in file.references if _LOGS.search(file.source.text) else ():
            site, key = program.index.site(reference), (reference.path, reference.start)
            if reference.status is not Status.OPEN or not (_gives(file, site) or _asks(file, reference, site)):
                continue
            asked[reference.text].append(key)
            if _gives(file, site):
                given.setdefault(reference.text, key)
    yield from tied(program, given, asked, "a field of log records")


def _gives(file: File, site: Site) -> bool:
    """Whether a key becomes a field of a record, or an attribute is set on one."""
    if site.kind is SiteKind.ATTRIBUTE:
        return site.binds and _RECORD.match(site.chain) is not None
    if site.use is not StringUse.DICT_KEY or not site.whole or site.container is None:
        return False
    return _GIVEN.search(file.source.text[max(0, site.container - _NEAR) : site.container]) is not None


def _asks(file: File, reference: Reference, site: Site) -> bool:
    """Whether an attribute is asked of a record, or a format of records has a hole of the name."""
    if site.kind is SiteKind.ATTRIBUTE:
        return _RECORD.match(site.chain) is not None
    text = file.source.text
    if text[reference.start - 1 : reference.start] not in ("(", "{") or site.kind not in _WRITTEN:
        return False
    syntax = file.syntax if site.kind is SiteKind.STRING else None
    around = syntax.string_around(reference.start, reference.end) if syntax is not None else ""
    return _FORMAT.search(around or line_around(text, reference.start)) is not None
