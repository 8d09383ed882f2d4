"""Object-relational mappers: lookups, options and orderings that name a model's field by keyword or by string."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.stages.file import File
from flowcodemod.stages.program import Program

# Django's and SQLAlchemy's own methods that take fields as keywords, and where only an ORM has such a receiver.
_LOOKUPS = frozenset(
    (
        *(
            "get",
            "filter",
            "exclude",
            "create",
            "get_or_create",
            "update_or_create",
            "update",
            "filter_by",
            "model",
            "Q",
        ),
        *("aget", "acreate", "aget_or_create", "aupdate"),
    )
)
_RECEIVER = re.compile(
    r"objects|manager|query|\bQ$|^self\.model$|^self$|\.using\(|\.filter\(|\.all\(|\.model$", re.IGNORECASE
)
_NAMES_FIELDS = frozenset(
    (
        *("get_field", "order_by", "values", "values_list", "only", "defer", "select_related", "prefetch_related"),
        *("distinct", "earliest", "latest", "dates", "in_bulk", "F", "Sum", "Count", "Avg", "Max", "Min", "Prefetch"),
    )
)
_OPTIONS = re.compile(
    r"\b(?:list_display|list_display_links|list_filter|list_editable|search_fields|readonly_fields|fields|exclude|ordering"
    r"|fieldsets|raw_id_fields|autocomplete_fields|date_hierarchy|unique_together|index_together|get_latest_by"
    r"|update_fields|order_with_respect_to|prepopulated_fields|lookup_field|filterset_fields|ordering_fields)\s*[=:(]"
)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie lookups and options to the field of that name."""
    fields = _fields(program)
    if not fields:
        return
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            owners = fields.get(reference.text.partition("__")[0].lstrip("-"), {})
            if owners and _names_a_field(program, file, reference, site):
                for key in _meant(site, owners):
                    if key != (reference.path, reference.start):
                        yield Link(
                            (reference.path, reference.start),
                            key,
                            Evidence(Kind.SHOWN_FLOW, f"names a field of {key[0]}"),
                        )


def _fields(program: Program) -> dict[str, dict[str, Key]]:
    """Field name -> model's name -> where the field is declared."""
    found: dict[str, dict[str, Key]] = defaultdict(dict)
    for reference, site in program.sites():
        if site.kind is SiteKind.MEMBER and reference.role is Role.COLUMN and site.owner is not None:
            found[reference.text][site.owner.text] = (reference.path, reference.start)
    return found


def _meant(site: Site, owners: Mapping[str, Key]) -> Iterator[Key]:
    """The fields of the model a chain starts with, else of every model that has one."""
    root = site.chain.partition(".")[0]
    yield from [owners[root]] if root in owners else owners.values()


def _names_a_field(program: Program, file: File, reference: Reference, site: Site) -> bool:
    callee = site.callee.text if site.callee is not None else ""
    if site.kind is SiteKind.LABEL:
        return callee in _LOOKUPS and bool(_RECEIVER.search(site.chain.removesuffix(f".{callee}") or callee))
    if site.kind is not SiteKind.STRING:
        return False
    if callee in _NAMES_FIELDS:
        return True
    if site.use in (StringUse.ELEMENT, StringUse.DICT_KEY, StringUse.VALUE, StringUse.METHOD, StringUse.ARGUMENT):
        return _in_option(program, file, reference)
    return False


def _in_option(program: Program, file: File, reference: Reference) -> bool:
    """Whether a string stands in the value of an option that lists fields, in a class body or a call."""
    text = file.source.text
    before = text[max(0, reference.start - 1500) : reference.start]
    match = next(iter(deque(_OPTIONS.finditer(before), maxlen=1)), None)
    inside = program.definitions(file.source.path).class_around(reference.start) is not None
    if match is None or not (inside or "=" in match[0]):
        return False
    between = before[match.end() :]
    depth = sum(between.count(sign) for sign in "([{") - sum(between.count(sign) for sign in ")]}")
    return depth >= (0 if match[0].endswith("(") else 1) or not re.search(r"[\n)\]]", between)
