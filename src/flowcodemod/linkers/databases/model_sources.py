"""Attributes of models through a relation or through a view: `source="run.name"`, `self.get_object().name`.

So is the key of a `ValidationError({"name": …})` that a model raises.
"""

import re
from collections.abc import Iterator, Mapping

from flowcodemod.linkers.databases.orm import leads
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.pins.stored_members import mapped_fields
from flowcodemod.program.program import Program

_STEP = re.compile(r"(?<![\w.])(?:\w+\.)*(?P<step>\w+)\.$")
_ABOUT = re.compile(r"^\s*(?:model\s*=\s*|queryset\s*=\s*)(?:\w+\.)*?(?P<name>[A-Z]\w*)", re.MULTILINE)
_OBJECT = re.compile(r"self\.(?:object|instance|get_object\(\))$")
_GOT = r"(?<![\w.]){0}\s*(?::[^=\n]+)?=\s*self\.(?:get_object\(\)|object|instance)\s*$"
_REFUSES = re.compile(r"\bValidationError\(\s*\{[^{}]*$")
_SOURCES = frozenset({"source", "attribute", "accessor"})
_LONGEST = 200


def link(program: Program) -> Iterator[Link]:
    """Tie such an attribute, string or key to the field of the model."""
    fields = program.once(mapped_fields)
    for reference, site in program.sites() if fields else ():
        owners = fields.get(reference.text, {})
        for model in _models(program, reference, site, owners) if owners else ():
            evidence = Evidence(Kind.SHOWN_FLOW, f"a field of {model}")
            yield Link((reference.path, reference.start), owners[model], evidence)


def _models(program: Program, reference: Reference, site: Site, owners: Mapping[str, Key]) -> Iterator[str]:
    """The models that have a field of that name and that a reference speaks of."""
    text = program.modules.text(reference.path)
    before = text[max(0, reference.start - _LONGEST) : reference.start]
    if site.kind is SiteKind.STRING and site.argument in _SOURCES and not site.whole:
        step = _STEP.search(before)
        yield from (model for model in owners if step is not None and leads(program, step["step"], model))
    elif site.kind is SiteKind.STRING and site.use is StringUse.DICT_KEY and site.whole and _REFUSES.search(before):
        around = program.definitions(reference.path).class_around(reference.start)
        yield from (model for model in owners if around is not None and around.name == model)
    elif site.kind is SiteKind.ATTRIBUTE and _is_object(program, reference, site):
        yield from (model for model in _about(program, reference) if model in owners)


def _is_object(program: Program, reference: Reference, site: Site) -> bool:
    """Whether an attribute is asked of the object that a view shows, or of a variable of the function that holds it."""
    if _OBJECT.search(site.chain):
        return True
    function = program.definitions(reference.path).function_around(reference.start)
    if function is None or not site.chain.isidentifier():
        return False
    text = program.modules.text(reference.path)
    return (
        re.compile(_GOT.format(re.escape(site.chain)), re.MULTILINE).search(text, function.start, function.end)
        is not None
    )


def _about(program: Program, reference: Reference) -> Iterator[str]:
    """The models that the class around, or a base of it, is about: `model = Run`, `queryset = Run.objects.all()`."""
    around = program.definitions(reference.path).class_around(reference.start)
    for path, outside, one in program.ancestry(reference.path, around) if around is not None else ():
        if not outside:
            found = _ABOUT.findall(program.modules.text(path)[one.start : one.end])
            yield from found
            if found:
                return
