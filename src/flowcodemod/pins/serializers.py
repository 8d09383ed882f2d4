"""Serializers of Django REST framework: a field's name is the name on the wire, `source=` the attribute it speaks of."""

import re
from collections.abc import Iterator, Mapping

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.plan import Edit
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.field_alias import said, unsaid
from flowcodemod.pins.schemas import counterpart
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.model_fields import Argument, ModelField, model_field

_BASES = frozenset({"Serializer", "ModelSerializer", "HyperlinkedModelSerializer"})
_IMPORTED = re.compile(r"^\s*(?:from|import)\s+rest_framework\b", re.MULTILINE)
_PUBLISHES = re.compile(r"^\s*(?:from|import)\s+(?:rest_framework|django\b[^\n]*\bforms)\b", re.MULTILINE)
_DESCRIBES = re.compile(r"(?:\w+\.)*[A-Z]\w*$")
_COMPUTED = re.compile(r"^(?:validate|get)_")
_MODEL = re.compile(r"^\s*model\s*=\s*(?:\w+\.)*(?P<name>\w+)", re.MULTILINE)
_WHOLE = re.compile(r"^\s*(?:fields\s*=\s*(?:[\"']__all__|(?:\w+\.)+ALL_FIELDS)|exclude\s*=)", re.MULTILINE)
_META = re.compile(r"^[ \t]*(?:\w+_)?(?:fields|kwargs|exclude)\s*=\s*[(\[{][^)\]}]*", re.MULTILINE)


def serializer_of(program: Program, reference: Reference) -> Class | None:
    """The serializer whose member, option or method a reference is."""
    known = program.definitions(reference.path)
    one = known.class_around(reference.start)
    if one is not None and one.name == "Meta":
        one = known.class_outside(one)
    if one is None:
        return None
    lineage = [(path, each) for path, outside, each in program.ancestry(reference.path, one) if not outside]
    based = any(base.text in _BASES for _path, each in lineage for base in each.bases)
    return one if based and any(_IMPORTED.search(program.modules.text(path)) for path, _each in lineage) else None


def keeps_field(program: Program, reference: Reference, campaign: Campaign) -> str:
    """Why a reference keeps the name of a field of a serializer, which others see; '' where it does not."""
    site = program.index.site(reference)
    policy = campaign.boundaries.get(Boundary.HTTP)
    if policy is not Policy.PIN and not (policy is Policy.KEEP and site.kind is SiteKind.DEFINITION):
        return ""
    one = serializer_of(program, reference)
    if one is None:
        return ""
    named = _COMPUTED.sub("", reference.text) if site.kind is SiteKind.DEFINITION else reference.text
    field = one.members.get(named)
    around = program.definitions(reference.path).class_around(reference.start)
    option = site.kind is SiteKind.STRING and around is not None and around.name == "Meta"
    method = site.kind is SiteKind.DEFINITION and named != reference.text
    if field is None or not (field == reference.start or option or method):
        return ""
    return f"{one.name} publishes its field under this name"


def undeclared(program: Program, reference: Reference) -> str:
    """The serializer that lists a field which it makes from its model, under the model's name; '' for all else."""
    site = program.index.site(reference)
    around = program.definitions(reference.path).class_around(reference.start)
    option = site.kind is SiteKind.STRING and site.whole and around is not None and around.name == "Meta"
    one = serializer_of(program, reference) if option else None
    return one.name if one is not None and reference.text not in one.members else ""


def exposed(program: Program) -> Mapping[str, Class]:
    """Names of models whose every field is published -> the serializer or form that does it."""
    found: dict[str, Class] = {}
    for path, text in program.modules.texts():
        known = program.definitions(path) if _PUBLISHES.search(text) and _WHOLE.search(text) else None
        for meta in known.classes.values() if known is not None else ():
            model = _MODEL.search(text, meta.start, meta.end) if meta.name == "Meta" else None
            one = known.class_outside(meta) if known is not None else None
            if model is not None and one is not None and _WHOLE.search(text, meta.start, meta.end):
                found[model["name"]] = one
    return found


def question(program: Program, reference: Reference) -> str:
    """Why the attribute that a serializer publishes cannot take a new name beside the published one; '' where it can."""
    one = serializer_of(program, reference)
    field = _field(program, reference)
    if one is None or field is None or _source(field) is not None:
        return ""
    if field.arguments is None or any(argument.value.startswith("*") for argument in field.arguments):
        return "nothing describes this field of a serializer that could say its source"
    if counterpart(program, reference, one) is None:
        return "nothing shows whose attribute this field of a serializer speaks of"
    body = _META.sub("", program.modules.text(reference.path)[one.start : one.end])
    keyed = re.compile(rf"[\[(]\s*[\"']{re.escape(reference.text)}[\"']")
    validated = re.compile(rf"\bvalidated_data(?:\.\w+\(|\[)\s*[\"']{re.escape(reference.text)}[\"']")
    speaking = [path for path, text in program.modules.texts() if one.name in text and validated.search(text)]
    if keyed.search(body) or speaking:
        return f"what is validated is asked for this key: {(speaking or [reference.path])[0]}"
    return ""


def sources(program: Program, reference: Reference, new: str) -> Iterator[Edit]:
    """The edit that lets a field of a serializer, which keeps its name, speak of the attribute of the new one."""
    field = _field(program, reference)
    if field is not None and field.arguments is not None and _source(field) is None:
        yield from said(reference, field, f'source="{new}"', "")


def needless_source(program: Program, reference: Reference, new: str) -> tuple[Edit, ...]:
    """The edit in place of a new name in `source=` where that is the field's own, which no serializer takes."""
    site = program.index.site(reference)
    one = serializer_of(program, reference) if site.kind is SiteKind.STRING and site.argument == "source" else None
    start = one.members.get(new) if one is not None else None
    syntax = program.modules.syntax(reference.path)
    field = (
        model_field(syntax, start, start + len(new), _DESCRIBES) if syntax is not None and start is not None else None
    )
    source = _source(field) if field is not None else None
    if syntax is None or field is None or source is None or not source.start <= reference.start < source.end:
        return ()
    return tuple(unsaid(syntax, reference, field, source)) if site.whole else ()


def _field(program: Program, reference: Reference) -> ModelField | None:
    syntax = program.modules.syntax(reference.path)
    member = program.index.site(reference).kind is SiteKind.MEMBER
    return model_field(syntax, reference.start, reference.end, _DESCRIBES) if syntax is not None and member else None


def _source(field: ModelField) -> Argument | None:
    return next((one for one in field.arguments or () if one.keyword == "source"), None)
