"""Fields of forms: `clean_name`, `cleaned_data["name"]`, `fields["name"]`, `add_error("name")`, data, `{{ form.name }}`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import ASKING, Site, SiteKind, StringUse
from flowcodemod.pins.forms import form_around, form_field, lists_field
from flowcodemod.program.program import Program
from flowcodemod.readers.markup import is_markup

_HOOK = re.compile(r"(?:clean|validate)_(?=\w)")
_ASKED = re.compile(r"\.(?:cleaned_data|fields|errors|initial|data)$")
_TOLD = frozenset({"add_error", "has_error", "get_initial_for_field"})
_CLEANED = r"(?<![\w.]){0}\s*=\s*(?:super\([^()]*\)\.clean\(\)|\w+\.cleaned_data)"
_MADE = r"(?<![\w.]){0}\s*=\s*(?:\w+\.)*(?P<form>\w+)\("
_CALLED = re.compile(r"(?P<form>\w+)\(\s*(?:(?:[\w.]+\s*,\s*)*(?:data|initial)\s*=\s*)?$")
_FORM_OF_VIEW = re.compile(r"^\s*form_class\s*=\s*(?:\w+\.)*(?P<form>\w+)", re.MULTILINE)
_IN_PAGE = re.compile(r"(?<![\w.])\w*form\.$")
Fields = Mapping[str, Mapping[str, Key]]
"""Form -> field -> where the form declares it, or lists it among those that it takes from its model."""


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what names a field of a form to the field."""
    fields = _fields(program)
    if not fields:
        return
    for reference, site in program.sites():
        name = _HOOK.sub("", reference.text) if site.kind is SiteKind.DEFINITION else reference.text
        for form in _meant(program, reference, site):
            key = fields.get(form, {}).get(name)
            if key is not None and key != (reference.path, reference.start):
                yield Link((reference.path, reference.start), key, Evidence(Kind.SHOWN_FLOW, f"a field of {form}"))
    for path, file in program.index.files.items():
        for reference in file.references if is_markup(path, file.source.text) else ():
            if _IN_PAGE.search(file.source.text[max(0, reference.start - 40) : reference.start]):
                for form, declared in fields.items():
                    if reference.text in declared:
                        evidence = Evidence(Kind.SHOWN_FLOW, f"a page shows a field of {form}")
                        yield Link((path, reference.start), declared[reference.text], evidence)


def _fields(program: Program) -> Fields:
    found: dict[str, dict[str, Key]] = defaultdict(dict)
    for reference, site in program.sites():
        one = form_field(program, reference) if site.kind in (SiteKind.MEMBER, SiteKind.STRING) else None
        form = one.name if one is not None else lists_field(program, reference)
        if form and reference.status is Status.OPEN:
            found[form].setdefault(reference.text, (reference.path, reference.start))
    return found


def _meant(program: Program, reference: Reference, site: Site) -> Iterator[str]:
    """The forms whose field a reference may name."""
    own = form_around(program, reference)
    if site.kind is SiteKind.DEFINITION and own is not None and _HOOK.match(reference.text):
        yield from _lineage(program, reference.path, own.name)
    if site.kind is not SiteKind.STRING or not site.whole:
        return
    text = program.modules.text(reference.path)
    if site.container is not None and site.use is StringUse.DICT_KEY:
        called = _CALLED.search(text[max(0, site.container - 200) : site.container])
        refuses = own is not None and called is not None and called["form"] == "ValidationError"
        yield from _lineage(program, reference.path, own.name) if own is not None and refuses else ()
        yield from (called["form"],) if called is not None else ()
    receiver = _receiver(site)
    if own is not None and (receiver in ("self", "field_order") or _is_cleaned(program, reference, receiver)):
        yield from _lineage(program, reference.path, own.name)
    elif receiver:
        yield from _made(program, reference, receiver)


def _receiver(site: Site) -> str:
    """The variable that holds the form that is asked or told of a field; '' where nothing like it is asked."""
    chain = site.chain
    if site.use in ASKING:
        chain = chain.removesuffix(f".{site.callee.text}") if site.callee is not None else chain
        return _ASKED.sub("", chain) if re.fullmatch(r"\w+(?:\.\w+)?", chain) else ""
    told = site.callee is not None and site.callee.text in _TOLD and site.argument == 0
    return chain.partition(".")[0] if told else ""


def _is_cleaned(program: Program, reference: Reference, variable: str) -> bool:
    """Whether a variable holds what the form has cleaned."""
    around = program.definitions(reference.path).function_around(reference.start)
    text = program.modules.text(reference.path)
    held = re.compile(_CLEANED.format(re.escape(variable)))
    return around is not None and bool(variable) and held.search(text, around.start, around.end) is not None


def _made(program: Program, reference: Reference, variable: str) -> Iterator[str]:
    """The form that a variable of the function around is made of, or that a view hands to its methods."""
    known = program.definitions(reference.path)
    around, view = known.function_around(reference.start), known.class_around(reference.start)
    text = program.modules.text(reference.path)
    if around is not None:
        made = re.compile(_MADE.format(re.escape(variable)))
        yield from (match["form"] for match in made.finditer(text, around.start, around.end))
    if view is not None and variable == "form":
        yield from (match["form"] for match in _FORM_OF_VIEW.finditer(text, view.start, view.end))


def _lineage(program: Program, path: str, name: str) -> Iterator[str]:
    """A form and the forms of ours that it inherits from."""
    for place, one in program.classes_called(name):
        if place == path:
            yield from (other.name for _place, outside, other in program.ancestry(place, one) if not outside)
