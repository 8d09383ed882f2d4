"""Typed dictionaries of what a client reads of its server, or tells it: the server names their keys."""

import re
from collections.abc import Iterator
from functools import cache

from flowcodemod.evidence.servers import Servers
from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.site import SiteKind
from flowcodemod.program.clients import is_webhook
from flowcodemod.program.program import Program, is_apart


def link(program: Program) -> Iterator[Claim]:
    """Claim the keys of typed dictionaries of a client's that requests carry, or that its code only reads."""
    if program.policy(Boundary.HTTP) is Policy.RENAME or not (program.is_client or _has_webhooks(program)):
        return
    theirs, keywords = cache(Servers(program).is_theirs), cache(lambda name: _is_of_keywords(program, name))
    made = cache(lambda name, key: _is_made(program, name, key))
    for reference, site in program.sites():
        around = program.definitions(reference.path).class_around(reference.start)
        spoken = program.is_client or is_webhook(reference.path)
        if site.kind is not SiteKind.MEMBER or around is None or is_apart(reference.path) or not spoken:
            continue
        bases = {base.text for _path, _outside, one in program.ancestry(reference.path, around) for base in one.bases}
        name = around.name
        if "TypedDict" not in bases or not theirs(reference.text) or keywords(name) or made(name, reference.text):
            continue
        said = f"{name} describes what a server answers or is told, whose keys these are"
        yield Claim((reference.path, reference.start), Evidence(Kind.BOUNDARY, said))


def _has_webhooks(program: Program) -> bool:
    return any(map(is_webhook, program.modules.paths))


def _is_of_keywords(program: Program, name: str) -> bool:
    """Whether a typed dictionary, or one that is derived from it, says what keywords a function takes."""
    texts = [text for _path, text in program.modules.texts() if name in text]
    derived = re.compile(rf"^class (\w+)\([^)\n]*\b{name}\b", re.MULTILINE)
    names = {name, *(match[1] for text in texts for match in derived.finditer(text))}
    taken = re.compile(rf"\bUnpack\[\s*[\"']?(?:\w+\.)*(?:{'|'.join(sorted(names))})\b")
    return any(taken.search(text) for _path, text in program.modules.texts())


def _is_made(program: Program, name: str, key: str) -> bool:
    """Whether code of ours makes one with a keyword for the key: `Run(session_id=…)`."""
    return any(
        site.kind is SiteKind.LABEL and site.callee is not None and site.callee.text == name
        for reference, site in program.sites()
        if reference.text == key and not is_apart(reference.path)
    )
