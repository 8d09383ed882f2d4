"""Forms of Django and WTForms: the name of a field is what a browser sends, and no idiom can say another."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.column_idioms import maker_of
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_BASE = re.compile(r"\w*Form$")
_IMPORTED = re.compile(r"^\s*(?:from|import)\s+(?:django|wtforms|flask_wtf)\b", re.MULTILINE)
_LISTS = re.compile(r"^[ \t]*(?:fields|field_classes|labels|widgets)\s*(?::[^=\n]+)?=\s*[(\[{][^)\]}]*$", re.MULTILINE)
_MODEL = re.compile(r"^\s*model\s*=", re.MULTILINE)
_NEAR = 1000  # further back no list starts


def is_form(program: Program, path: str, one: Class) -> bool:
    """Whether a class of ours is a form."""
    lineage = [(place, other) for place, outside, other in program.ancestry(path, one) if not outside]
    based = any(_BASE.match(base.text) for _place, other in lineage for base in other.bases)
    return based and any(_IMPORTED.search(program.modules.text(place)) for place, _other in lineage)


def form_around(program: Program, reference: Reference) -> Class | None:
    """The form in whose body, options or methods a reference stands."""
    known = program.definitions(reference.path)
    one = known.class_around(reference.start)
    if one is not None and one.name == "Meta":
        one = known.class_outside(one)
    return one if one is not None and is_form(program, reference.path, one) else None


def form_field(program: Program, reference: Reference) -> Class | None:
    """The form that declares a reference as its field; None for all else."""
    syntax = program.index.files[reference.path].syntax
    if program.index.site(reference).kind is not SiteKind.MEMBER or syntax is None or not maker_of(syntax, reference):
        return None
    around = program.definitions(reference.path).class_around(reference.start)
    return around if around is not None and is_form(program, reference.path, around) else None


def lists_field(program: Program, reference: Reference) -> str:
    """The form or view that lists a field of its model, and makes the browser send it under that name; '' for all else."""
    site = program.index.site(reference)
    around = program.definitions(reference.path).class_around(reference.start)
    if site.kind is not SiteKind.STRING or not site.whole or around is None:
        return ""
    text = program.modules.text(reference.path)
    listed = _LISTS.search(text[max(around.start, reference.start - _NEAR) : reference.start])
    form = form_around(program, reference) if listed is not None else None
    if form is not None:
        return form.name if reference.text not in form.members else ""
    view = any(base.text.endswith(("CreateView", "UpdateView")) for base in around.bases)
    return around.name if listed is not None and view and _MODEL.search(text, around.start, around.end) else ""
