"""`model_to_dict(node)["name"]`, `serialize("python", [node])[0]["fields"]["name"]`: keys that are a model's fields."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import ASKING, Site, SiteKind, StringUse
from flowcodemod.program.having_all import member_beside
from flowcodemod.program.program import Program

_DUMPS = re.compile(r"\bmodel_to_dict\(|\bserialize\(\s*[\"'](?:python|jsonl?)[\"']")
_FIELDS = r"(?:\bmodel_to_dict\([^\n]*\)|\[[\"']fields[\"']\])"


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a key of such a dictionary to the field: of the class around, or of the one class of ours that has it."""
    for file in program.index.python:
        if _DUMPS.search(file.source.text):
            for reference, site in zip(file.references, file.sites, strict=True):
                target = _field(program, reference) if _is_dumped(program, reference, site) else None
                if target is not None:
                    evidence = Evidence(Kind.SHOWN_FLOW, "Django writes the field under its name")
                    yield Link((reference.path, reference.start), target, evidence)


def _is_dumped(program: Program, reference: Reference, site: Site) -> bool:
    """Whether a key is asked of what Django makes of an object, in the function that lets Django make it."""
    if site.kind is not SiteKind.STRING or site.use not in ASKING:
        return False
    around = program.definitions(reference.path).function_around(reference.start)
    text = program.modules.text(reference.path)[around.start : around.end] if around is not None else ""
    chain = site.chain if site.use is StringUse.SUBSCRIPT else site.chain.rpartition(".")[0] or site.chain
    asked = re.search(rf"{_FIELDS}$", chain) or (
        re.fullmatch(r"\w+", chain) and re.search(rf"^[ \t]*{chain}[ \t]*=[^\n]*{_FIELDS}[ \t]*$", text, re.MULTILINE)
    )
    return bool(asked) and _DUMPS.search(text) is not None


def _field(program: Program, reference: Reference) -> Key | None:
    around = program.definitions(reference.path).class_around(reference.start)
    for path, outside, one in program.ancestry(reference.path, around) if around is not None else ():
        if not outside and reference.text in one.members:
            return path, one.members[reference.text]
    return member_beside(program, [reference.text], reference.text)
