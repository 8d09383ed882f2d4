"""Fields of log records: `extra={"name": …}`, `record.name = …`, and the formats and tests that speak of them."""

import re
from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program

_LOGS = re.compile(r"\blogging\b|\bcaplog\b|\blogger\b|%\((?:message|asctime|levelname)\)")
_GIVEN = re.compile(r"\bextra\s*=\s*$|\bLoggerAdapter\((?:[^()]|\([^()]*\))*,\s*(?:extra\s*=\s*)?$")
_RECORD = re.compile(r"(?:\w*record|rec)$|.*\brecords(?:\[[^\[\]]*\])$|.*\.records\.pop\(\)$")
_FORMAT = re.compile(r"%\((?:message|asctime|levelname|name)\)|\{(?:message|asctime|levelname)[:}]")
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
    kept = program.campaign is not None and program.campaign.boundaries.get(Boundary.TELEMETRY) in (
        Policy.KEEP,
        Policy.PIN,
    )
    for name, first in given.items():
        if kept:
            yield Claim(first, Evidence(Kind.BOUNDARY, "the campaign keeps names at the boundary telemetry"))
        evidence = Evidence(Kind.SHOWN_FLOW, f"a field of log records ({first[0]})")
        yield from (Link(key, first, evidence) for key in asked[name] if key != first)


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
    if text[reference.start - 1 : reference.start] not in ("(", "{") or site.kind not in (
        SiteKind.STRING,
        SiteKind.TEXT,
    ):
        return False
    around = (
        file.syntax.string_around(reference.start, reference.end)
        if site.kind is SiteKind.STRING and file.syntax
        else ""
    )
    return _FORMAT.search(around or _line(text, reference.start)) is not None


def _line(text: str, at: int) -> str:
    stop = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : stop if stop >= 0 else len(text)]
