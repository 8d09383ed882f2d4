"""`"… {name} …".format(name=…)`: a hole and the keyword that fills it."""

import re
from collections.abc import Iterator

from flowcodemod.evidence.guess import FILLS_HOLE
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.program.program import Program

_FILLED = re.compile(r"\)\w[^\"'\n]*[\"']\)?\s*[%,]\s*")
_FILLS = re.compile(r"\.(?:format|compile|render|substitute|safe_substitute|format_messages|format_prompt)$")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie holes to the keyword of the `.format` call on that very string, or on a template from elsewhere in the file."""
    for file in program.index.python:
        holes = [reference for reference in file.references if _is_hole(file.source.text, reference)]
        for label, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.LABEL or site.callee is None or not _FILLS.search(site.chain):
                continue
            start = site.callee.end - len(site.chain)
            literal = [hole for hole in holes if start <= hole.start < site.callee.start]
            made_elsewhere = not re.match(r"[rRuUbB(\s]*[\"']", site.chain)
            for hole in holes if made_elsewhere else literal:
                if hole.text == label.text:
                    evidence = Evidence(Kind.SHOWN_FLOW, FILLS_HOLE)
                    yield Link((hole.path, hole.start), (label.path, label.start), evidence)


def link_calls(program: Program) -> Iterator[Link | Claim]:
    """Tie a hole in a string handed to a function to the keyword of that name in the same call: `log("{name}", name=…)`."""
    for file in program.index.python:
        labels = {
            (site.callee.start, reference.text): (reference.path, reference.start)
            for reference, site in zip(file.references, file.sites, strict=True)
            if site.kind is SiteKind.LABEL and site.callee is not None
        }
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is SiteKind.STRING and site.callee is not None and _is_hole(file.source.text, reference):
                label = labels.get((site.callee.start, reference.text))
                if label is not None:
                    evidence = Evidence(Kind.SAME_RECEIVER, "a hole and a keyword of one call")
                    yield Link((reference.path, reference.start), label, evidence)


def link_keys(program: Program) -> Iterator[Link | Claim]:
    """Tie `%(name)s` to the key that fills it: `"%(name)s" % {"name": …}`, `log("%(name)s", {"name": …})`."""
    for file in program.index.python:
        text = file.source.text
        pairs = list(zip(file.references, file.sites, strict=True))
        holes = [one for one, _site in pairs if text[max(0, one.start - 2) : one.start] == "%("]
        for key, site in pairs if holes else ():
            filled = site.container if site.use is StringUse.DICT_KEY and site.whole else None
            for hole in holes:
                if filled is not None and hole.text == key.text and _FILLED.fullmatch(text, hole.end, filled):
                    evidence = Evidence(Kind.SHOWN_FLOW, "the key fills the hole")
                    yield Link((hole.path, hole.start), (key.path, key.start), evidence)


def _is_hole(text: str, reference: Reference) -> bool:
    before, after = text[max(0, reference.start - 3) : reference.start], text[reference.end : reference.end + 1]
    if re.search(r"(?<!\$)\$$", before):
        return True
    return re.search(r"\{[ ]?$", before) is not None and after != "" and after in "}:!.[ "


_FIELD = re.compile(r"\{\w*\.$")
_FORMAT_SELF = re.compile(r"[^\n]*[\"']\s*\.format\(\s*self\b")


def link_fields(program: Program) -> Iterator[Link | Claim]:
    """Tie `"{0.name}".format(self)` to the attribute of the class around it."""
    for file in program.index.python:
        text = file.source.text
        known = program.definitions(file.source.path)
        for reference, site in zip(file.references, file.sites, strict=True):
            inside = site.kind is SiteKind.STRING and _FIELD.search(
                text[max(0, reference.start - 40) : reference.start]
            )
            if not inside or not _FORMAT_SELF.match(text, reference.end):
                continue
            around = known.class_around(reference.start)
            start = around.members.get(reference.text, around.attributes.get(reference.text)) if around else None
            if start is not None:
                evidence = Evidence(Kind.SHOWN_FLOW, "the hole asks self for it")
                yield Link((reference.path, reference.start), (reference.path, start), evidence)
