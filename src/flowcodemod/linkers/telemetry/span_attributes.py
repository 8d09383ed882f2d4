"""Attributes of spans: what `set_attribute("name", …)` records is what `span.attributes["name"]` asks for."""

import re
from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.linkers.telemetry.recorded import tied
from flowcodemod.model.campaign import Boundary
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import ASKING, Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.boundary_calls import handed_over

_ATTRIBUTES = re.compile(r"(?:^|\.)attributes$")
_COMPARED = re.compile(r"\.attributes\s*==\s*$|\bdict\([\w.\[\]]+\.attributes\)\s*==\s*$")
_NEAR = 200


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what asks the attributes of a span for a key to what sets that key, wherever that is."""
    given: dict[str, Key] = {}
    asked: dict[str, list[Key]] = defaultdict(list)
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or reference.status is not Status.OPEN or file.syntax is None:
                continue
            asks = _asks(file, site)
            gives = not asks and handed_over(file.source.text, site) is Boundary.TELEMETRY and not _is_log(file, site)
            if gives or asks:
                key = (reference.path, reference.start)
                name = f"{_content(file, reference)} {reference.text}"
                asked[name].append(key)
                if gives:
                    given.setdefault(name, key)
    yield from tied(program, given, asked, "an attribute of a span")


def _content(file: File, reference: Reference) -> str:
    """The whole key that a name is part of, without its quotes."""
    around = file.syntax.string_around(reference.start, reference.end) if file.syntax is not None else ""
    return around.lstrip("rRuUfF").strip("\"'")


def _is_log(file: File, site: Site) -> bool:
    before = file.source.text[max(0, site.container - _NEAR) : site.container] if site.container is not None else ""
    return re.search(r"\bextra\s*=\s*$", before) is not None


def _asks(file: File, site: Site) -> bool:
    """Whether a key is asked of the attributes of a span, or stands in what they are compared with."""
    if site.use in ASKING:
        return _ATTRIBUTES.search(site.chain) is not None
    if site.use is not StringUse.DICT_KEY or site.container is None:
        return False
    return _COMPARED.search(file.source.text[max(0, site.container - _NEAR) : site.container]) is not None
