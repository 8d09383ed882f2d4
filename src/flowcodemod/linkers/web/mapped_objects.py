"""Objects that a client makes of a mapping, `cls(**data)`, or mappings of them: its server names what they hold."""

import re
from collections.abc import Iterator

from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program, is_apart
from flowcodemod.readers.definitions import Class

_SETTINGS = re.compile(r"Settings$|Config(?:uration)?$|Options$")
_DECIDED = (Policy.RENAME, Policy.PIN)  # the campaign says what becomes of them
_MADE = re.compile(
    r"\b(?:return|yield|=)\s*cls\(\s*(?:\w+,\s*)*\*\*\s*(?!self\b|vars\(|asdict\(|\w+\.(?:__dict__|_asdict|dict)\b)"
    r"(?P<given>\w+|\{[^{}]*\bfor\b)"
)
_FIELD_BY_FIELD = re.compile(
    r"(?P<made>\w+)\s*=\s*cls\(\)(?:.*\n)*?[^\n]*\bfields\(cls\)(?:.*\n)*?\s*setattr\(\s*(?P=made)\s*,\s*[\w.]+\s*,"
)
_MODEL_DUMPED = re.compile(r"\bself\.(?:model_dump(?:_json)?|dict)\(")
_DUMPED = re.compile(r"\b(?:asdict|vars)\(self\)|(?<!\(\*\*)\bself\.__dict__\b(?!\.update|\[)")
# How a method is called that makes something to be sent.
_FOR_OTHERS = re.compile(r"\w*(?:request|json|payload|params|body|query|api|wire)\w*")
# What looks at an object's state for other reasons than to send it.
_LOOKS = re.compile(r"__\w+__|(?:copy|replace|update|merge|evolve|is_)\w*|\w*(?:hash|repr|equal)\w*")
_SELVES = frozenset({"self", "cls"})
_KINDS = frozenset({SiteKind.MEMBER, SiteKind.PARAMETER, SiteKind.ATTRIBUTE, SiteKind.DEFINITION})


def link(program: Program) -> Iterator[Claim]:
    """Claim what constructors take by name, and the attributes of that name, in classes that a client makes so."""
    if program.policy(Boundary.HTTP) in _DECIDED or not program.is_client:
        return
    makers: dict[str, str] = {}
    for reference, site in program.sites():
        around = program.definitions(reference.path).class_around(reference.start)
        if around is not None and not is_apart(reference.path) and _is_of(around, reference, site):
            key = f"{reference.path}:{around.start}"
            maker = makers.setdefault(key, _maker(program, reference.path, around))
            if maker and not _writes_itself(program, reference, around):
                said = f"{maker} makes objects of what a server answers, or what it is told of them, by their names"
                yield Claim((reference.path, reference.start), Evidence(Kind.BOUNDARY, said))


def _is_of(one: Class, reference: Reference, site: Site) -> bool:
    """Whether a reference is what a class takes by name when it is made, or an attribute of that name."""
    inits = one.methods.get("__init__", ())
    taken = {name for init in inits for name in init.parameters} if inits else one.members.keys()
    if reference.text not in taken or site.kind not in _KINDS:
        return False
    if site.kind is SiteKind.PARAMETER:
        return site.owner is not None and site.owner.text == "__init__"
    if site.kind is SiteKind.DEFINITION:
        return reference.text in one.methods
    return site.kind is SiteKind.MEMBER or (site.binds and site.chain in _SELVES)


def _writes_itself(program: Program, reference: Reference, one: Class) -> bool:
    """Whether a class writes the key of its attribute, too, in a program that is no API's client: the key is its own."""
    if program.is_api_client:
        return False
    name = re.escape(reference.text)
    written = re.compile(rf"([\"']){name}\1\s*(?::|\]\s*=)\s*self\.{name}\b")
    lineage = ((place, each) for place, outside, each in program.ancestry(reference.path, one) if not outside)
    return any(written.search(program.modules.text(place)[each.start : each.end]) for place, each in lineage)


def _maker(program: Program, path: str, one: Class) -> str:
    """The method of a class of ours, or of a base, that makes an object by the keys of a mapping, or a mapping of one."""
    lineage = [(place, each) for place, outside, each in program.ancestry(path, one) if not outside]
    if any(_SETTINGS.search(each.name) for _place, each in lineage):
        return ""
    plain = "__init__" not in one.methods  # nothing but fields
    for place, each in lineage:
        for method in (several for group in each.methods.values() for several in group):
            body = program.modules.text(place)[method.start : method.end]
            if _is_maker(body) or (plain and _dumps(method.name, body)):
                return f"{each.name}.{method.name}"
    return ""


def _is_maker(body: str) -> bool:
    """Whether a method makes an object of a mapping that is no keyword of its own callers, and no object's own state."""
    if _FIELD_BY_FIELD.search(body):
        return True
    header = body.partition(":\n")[0]
    return any(f"**{match['given']}" not in header for match in _MADE.finditer(body))


def _dumps(name: str, body: str) -> bool:
    """Whether a method makes a mapping of its object: of a library's model, or by its name to be sent."""
    if _LOOKS.fullmatch(name):
        return False
    return bool(_MODEL_DUMPED.search(body) or (_FOR_OTHERS.fullmatch(name) and _DUMPED.search(body)))
