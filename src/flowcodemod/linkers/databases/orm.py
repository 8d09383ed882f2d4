"""Object-relational mappers: lookups, options and orderings that name a model's field by keyword or by string."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace

from flowcodemod.inventory.file import File
from flowcodemod.linkers.databases.stored_labels import STAYS, is_label
from flowcodemod.model.campaign import Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.pins.column_policy import column_policy
from flowcodemod.pins.stored_members import mapped_fields
from flowcodemod.program.program import Program, is_named_after, is_test
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.splats import callees

# Django's and SQLAlchemy's own methods that take fields as keywords, and where only an ORM has such a receiver.
_LOOKUPS = re.compile(r"a?(?:get|create|get_or_create|update)|filter|exclude|update_or_create|filter_by|model")
_RECEIVER = re.compile(
    r"objects|manager|query|\w_set$|^self\.model$|^self$|\.using\(|\.filter\(|\.all\(|\.model$", re.IGNORECASE
)
# Only mappers have these with keywords, whatever the receiver.
_ALWAYS = frozenset({"filter", "exclude", "filter_by", "get_or_create", "update_or_create", "aget_or_create"})
# What peewee, Tortoise, mongoengine and Piccolo ask of the model itself: `Run.get(name=…)`, `Run.objects(name=…)`.
_OF_MODEL = re.compile(r"get|get_or_none|get_or_create|create|insert|replace|update|objects|delete")
_CONDITIONS = frozenset({"Q", "When"})
_SHORTCUTS = re.compile(r"a?get_(?:object|list)_or_404$")
_MAPPED = re.compile(r"\s*(?::\s*(?:\w+\.)*Mapped\[|(?::[^=\n]+)?=\s*(?:\w+\.)*(?:mapped_column|Column)\()")
_MODEL = re.compile(r"^\s*model\s*=\s*(?:\w+\.)*(?P<name>\w+)", re.MULTILINE)
_RECEIVED = re.compile(r"[\w.()]*\.$|(?<![\w.])$")
_LONGEST = 200
_START = re.compile(r"\w+(?:\.\w+)*")
_FIRST = re.compile(r"\(\s*(?:\w+\.)*(?P<name>\w+)")
_NAMES_FIELDS = re.compile(
    r"get_field|order_by|values|values_list|only|defer|select_related|prefetch_related|distinct|a?earliest|a?latest|dates"
    r"|in_bulk|F|Sum|Count|Avg|Max|Min|StdDev|Variance|Prefetch|OuterRef|Cast|Coalesce|Lower|Upper|Length|GenericForeignKey"
)
_OPTIONS = re.compile(
    r"\b(?:list_display|list_display_links|list_filter|list_editable|search_fields|readonly_fields|fields|exclude|ordering"
    r"|fieldsets|raw_id_fields|autocomplete_fields|date_hierarchy|unique_together|index_together|get_latest_by"
    r"|indexes|update_fields|order_with_respect_to|prepopulated_fields|lookup_field|filterset_fields|ordering_fields"
    r"|fk_field|ct_field|ct_fk_field|object_id_field|content_type_field|to_field|to_fields|from_fields|through_fields)[\"']?\s*[=:(]"
)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie lookups and options to the field of that name."""
    fields = program.once(mapped_fields)
    if not fields:
        return
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            name = _field_in(reference.text, fields)
            owners = _in_reach(fields.get(name, {}), reference)
            if reference.status is Status.HISTORY:
                continue  # a migration of the past glues nothing together
            if owners and (_names_a_field(program, file, reference, site) or _asks_model(program, site, owners)):
                own = (reference.path, reference.start)
                for key in _keys(program, reference, site, name, _of_meta(program, reference, owners)):
                    if key != own and _is_label(program, site, key):
                        yield Claim(own, STAYS)
                    elif key != own:
                        yield Link(own, key, Evidence(Kind.SHOWN_FLOW, f"names a field of {key[0]}"))


def _field_in(lookup: str, fields: Mapping[str, object]) -> str:
    """The part of a lookup that names a field: `name__in`, `-name`, through other models `run__name`."""
    parts = lookup.lstrip("-").split("__")
    return next((part for part in parts if part in fields), parts[0])


def _in_reach(owners: Mapping[str, Key], reference: Reference) -> Mapping[str, Key]:
    """The models that code can speak of: what is no test does not know the models of tests, where there are others."""
    known = {model: key for model, key in owners.items() if is_test(reference.path) or not is_test(key[0])}
    return known or owners


def _is_label(program: Program, site: Site, key: Key) -> bool:
    """Whether a string names what SQLAlchemy's statement calls a column, and the column keeps its stored name."""
    member = program.reference(*key)
    if member is None or program.campaign is None or not is_label(site):
        return False
    made = _MAPPED.match(program.modules.text(key[0]), member.end)
    return made is not None and column_policy(program, member, program.campaign) is not Policy.RENAME


def _of_meta(program: Program, reference: Reference, owners: Mapping[str, Key]) -> Mapping[str, Key]:
    """The one model that the options around a string are about: `model = Run`, or theirs; all, where nothing says it."""
    known = program.definitions(reference.path)
    around = known.class_around(reference.start)
    if around is None or around.name != "Meta":
        return owners
    said = _MODEL.search(program.modules.text(reference.path), around.start, around.end)
    model = known.class_outside(around)
    name = said["name"] if said is not None else model.name if model is not None else ""
    return {name: owners[name]} if name in owners else owners


def _keys(program: Program, reference: Reference, site: Site, name: str, owners: Mapping[str, Key]) -> Iterator[Key]:
    """The fields that a lookup may mean: through other models those that the step before leads to."""
    before, through, _rest = reference.text.lstrip("-").partition(f"__{name}")
    if not through:
        yield from _meant(program, program.modules.text(reference.path), name, site, owners)
        return
    step = before.rpartition("__")[2]
    yield from (key for model, key in owners.items() if is_named_after(step, model) or leads(program, step, model))


def leads(program: Program, step: str, model: str) -> bool:
    """Whether a relation of that name leads to a model: `step = ForeignKey(Model, …)`."""
    related = re.compile(rf"\s*=\s*[\w.]+\(\s*[\"']?(?:\w+\.)*{re.escape(model)}\b")
    having = ((path, one.members[step]) for path, one in program.owning(step) if step in one.members)
    return any(related.match(program.modules.text(path), start + len(step)) for path, start in having)


def _meant(program: Program, text: str, name: str, site: Site, owners: Mapping[str, Key]) -> Iterator[Key]:
    """The fields of the model that a chain names or a shortcut is given; of every model that has one, where none is."""
    start = _START.match(site.chain)
    parts = start[0].split(".")[:-1] if start else []
    # What `self` holds may be any model, whatever it is called.
    held = parts[:1] == ["self"] or parts[:1] == ["cls"]
    model = "" if held else next((part for part in parts if part[:1].isupper()), "")
    if site.callee is not None and _SHORTCUTS.match(site.callee.text):
        given = _FIRST.match(text, site.callee.end)
        model = given["name"] if given else ""
    if model in owners:
        yield owners[model]
    elif not model[:1].isupper() or model in program.owners(name):
        yield from owners.values()


def _names_a_field(program: Program, file: File, reference: Reference, site: Site) -> bool:
    callee = site.callee.text if site.callee is not None else ""
    if site.kind is SiteKind.LABEL:
        return _looks_up(program, reference, site, callee)
    if site.kind is not SiteKind.STRING:
        return False
    if _NAMES_FIELDS.fullmatch(callee) or _is_splatted(program, file.source.text, reference, site):
        return True
    if site.use in (StringUse.ELEMENT, StringUse.DICT_KEY, StringUse.VALUE, StringUse.METHOD, StringUse.ARGUMENT):
        return _in_option(program, file, reference)
    return False


def _asks_model(program: Program, site: Site, owners: Mapping[str, Key]) -> bool:
    """Whether a keyword is given to a method that a mapper adds to the model, and the model does not define itself."""
    model, _, method = site.chain.rpartition(".")
    if site.kind is not SiteKind.LABEL or model not in owners or not _OF_MODEL.fullmatch(method):
        return False
    path, start = owners[model]
    around = program.definitions(path).class_around(start)
    return around is not None and method not in around.methods


def _looks_up(program: Program, reference: Reference, site: Site, callee: str) -> bool:
    """Whether a call takes fields as keywords: of a manager or query, in a class that is one, or a view's shortcut."""
    if _SHORTCUTS.match(callee) or callee in _CONDITIONS:
        return True
    if not _LOOKUPS.fullmatch(callee):
        # A method of ours that takes any keywords hands them to a lookup.
        return "." in site.chain and any(one.methods[callee][0].keywords for one in _query_sets(program, callee))
    chain = site.chain.removesuffix(f".{callee}") or callee
    if _RECEIVER.search(chain) or (callee in _ALWAYS and "." in site.chain):
        return True
    around = program.definitions(reference.path).class_around(reference.start)
    queries = around is not None and any(base.text.endswith(("QuerySet", "Manager")) for base in around.bases)
    return queries and chain.startswith("self.")


def _is_splatted(program: Program, text: str, reference: Reference, site: Site) -> bool:
    """Whether a key is that of a dictionary which is splatted into a lookup: `filter(**{"name__in": …})`."""
    for start in callees(text, reference.start, site) if site.whole else ():
        called = _START.match(text, start)
        before = _RECEIVED.search(text, max(0, start - _LONGEST), start)
        if called is not None and before is not None:
            chain = f"{before[0]}{called[0]}"
            if _looks_up(program, reference, replace(site, chain=chain), called[0]):
                return True
    return False


def _query_sets(program: Program, method: str) -> Iterator[Class]:
    """Our managers and query sets that have a method."""
    for file in program.index.python:
        for one in program.definitions(file.source.path).classes.values():
            if method in one.methods and any(base.text.endswith(("QuerySet", "Manager")) for base in one.bases):
                yield one


def _in_option(program: Program, file: File, reference: Reference) -> bool:
    """Whether a string stands in the value of an option that lists fields, in a class body or a call."""
    text = file.source.text
    before = text[max(0, reference.start - 1500) : reference.start]
    match = next(iter(deque(_OPTIONS.finditer(before), maxlen=1)), None)
    known = program.definitions(file.source.path)
    inside = known.class_around(reference.start) is not None
    if match is None or not (inside or "=" in match[0]):
        return False
    if match[0].startswith("indexes") and known.function_around(reference.start) is not None:
        return False  # what a function calls so may be a database's
    between = before[match.end() :]
    depth = sum(between.count(sign) for sign in "([{") - sum(between.count(sign) for sign in ")]}")
    return depth >= (0 if match[0].endswith("(") else 1) or not re.search(r"[\n)\]]", between)
