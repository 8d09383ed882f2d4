"""`replace(one, name=…)`, `one._replace(name=…)`, `evolve`: keywords that name fields of what is copied."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program, is_named_after

_FIRST = re.compile(r"\(\s*(?P<name>\w+(?:\.\w+)*)")
_COPIES = re.compile(r"(?:(?:dataclasses|copy|attrs?|(?:msgspec\.)?structs)\.)?(?:replace|evolve)$")
_UPDATE = re.compile(r"(?P<name>\w+(?:\.\w+)*)(?:\([^()]*\))?\.(?:model_copy|copy)\(\s*update\s*=\s*\{[^{}]*$")
_TYPE = r"(?<![\w.]){0}\s*(?::\s*[\"']?(?:\w+\.)*(?P<type>\w+)|=\s*(?:await\s+)?(?:\w+\.)*(?P<made>[A-Z]\w*)\()"


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the keyword to the field of the class that the object is of, as its annotation, its making or its name shows."""
    for reference, site in program.sites():
        receiver = _receiver(program, reference, site)
        target = _field(program, reference, receiver) if receiver else None
        if target is not None:
            evidence = Evidence(Kind.SHOWN_FLOW, f"a copy of {receiver} with another value")
            yield Link((reference.path, reference.start), target, evidence)


def _receiver(program: Program, reference: Reference, site: Site) -> str:
    """What is copied, as its file writes it; '' where nothing is."""
    text = program.modules.text(reference.path)
    if site.kind is SiteKind.LABEL and site.callee is not None:
        if site.callee.text == "_replace":
            return site.chain.removesuffix("._replace").partition("(")[0]
        first = _FIRST.match(text, site.callee.end) if _COPIES.match(site.chain) else None
        return first["name"] if first is not None else ""
    if site.kind is SiteKind.STRING and site.use is StringUse.DICT_KEY and site.whole:
        copied = _UPDATE.search(text, max(0, reference.start - 300), reference.start)
        return copied["name"] if copied is not None else ""
    return ""


def _field(program: Program, reference: Reference, receiver: str) -> Key | None:
    having = {
        (path, one.members[reference.text]): one
        for path, one in program.owning(reference.text)
        if reference.text in one.members
    }
    called, types = _types(program, reference, receiver)
    meant = {key for key, one in having.items() if one.name in types or (called and is_named_after(called, one.name))}
    # An object of which nothing is known is one of the only class that has such a field.
    found = meant or (set(having) if len(having) == 1 and not types else set())
    key = next(iter(found)) if len(found) == 1 else None
    return key if key is not None and program.reference(*key) is not None else None


def _types(program: Program, reference: Reference, receiver: str) -> tuple[str, set[str]]:
    """What an object is called, and the classes that its file shows for it: annotated, made, or those around `self`."""
    name = receiver.rpartition(".")[2]
    if name[:1].isupper():
        return "", {name}
    if receiver == "self":
        around = program.definitions(reference.path).class_around(reference.start)
        return "", {around.name} if around is not None else set()
    shown = re.finditer(_TYPE.format(re.escape(name)), program.modules.text(reference.path))
    return name, {match["type"] or match["made"] for match in shown}
