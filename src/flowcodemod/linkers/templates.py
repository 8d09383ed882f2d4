"""`"… {name} …".format(name=…)`: a hole and the keyword that fills it."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.stages.program import Program


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the hole of a string to the keyword of the `.format` call on that very string."""
    for file in program.index.python:
        labels = [
            reference
            for reference, site in zip(file.references, file.sites, strict=True)
            if site.kind is SiteKind.LABEL and site.chain.endswith(".format")
        ]
        for label in labels:
            before = file.source.text[max(0, label.start - 3000) : label.start]
            called = before.rfind(".format(")
            for reference in file.references:
                inside = label.start - len(before) <= reference.start < label.start - len(before) + called
                hole = re.match(r"[\]}:!.\[]", file.source.text[reference.end : reference.end + 1])
                if inside and hole and reference.text == label.text and file.source.text[reference.start - 1] == "{":
                    evidence = Evidence(Kind.SHOWN_FLOW, "the keyword fills the hole")
                    yield Link((reference.path, reference.start), (label.path, label.start), evidence)


_FIELD = re.compile(r"\{\w*\.$")
_FORMAT_SELF = re.compile(r"[^\n]*[\"']\s*\.format\(\s*self\b")


def link_fields(program: Program) -> Iterator[Link | Claim]:
    """Tie `"{0.name}".format(self)` to the attribute of the class around it."""
    for file in program.index.python:
        text = file.source.text
        known = program.definitions(file.source.path)
        for reference, site in zip(file.references, file.sites, strict=True):
            inside = site.kind is SiteKind.STRING and _FIELD.search(text[max(0, reference.start - 40) : reference.start])
            if not inside or not _FORMAT_SELF.match(text, reference.end):
                continue
            around = known.class_around(reference.start)
            start = around.members.get(reference.text, around.attributes.get(reference.text)) if around else None
            if start is not None:
                evidence = Evidence(Kind.SHOWN_FLOW, "the hole asks self for it")
                yield Link((reference.path, reference.start), (reference.path, start), evidence)
