"""`update(Model).values({"name": …})`, `.values(name=…)`: SQLAlchemy's statements name the attributes of a mapped class."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.pins.stored_members import mapped_fields
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import Syntax, takes, text_of

_MODEL = re.compile(r"(?<!\w)(?:update|insert|query|upsert)\(\s*(?:\w+\.)*(?P<model>[A-Z]\w*)\s*\)")
_TAKES = frozenset({"values", "update", "ordered_values", "on_conflict_do_update"})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie keys and keywords of a statement's values to the column that the mapped class declares."""
    fields = program.once(mapped_fields)
    for file in program.index.python if fields else ():
        for reference, site in zip(file.references, file.sites, strict=True):
            owners = fields.get(reference.text, {})
            if owners and file.syntax is not None and _is_value(site):
                key = owners.get(_model(file.syntax, reference))
                if key is not None:
                    evidence = Evidence(Kind.SHOWN_FLOW, f"a statement names a column of {key[0]}")
                    yield Link((reference.path, reference.start), key, evidence)


def _is_value(site: Site) -> bool:
    return site.kind is SiteKind.LABEL or (
        site.kind is SiteKind.STRING and site.whole and site.use is StringUse.DICT_KEY
    )


def _model(syntax: Syntax, reference: Reference) -> str:
    """The class that the statement around a key or keyword is about; '' where the call takes no values."""
    function = takes(syntax.node_at(reference.start, reference.end))
    name = function.child_by_field_name("attribute") if function is not None else None
    if function is None or name is None or text_of(name) not in _TAKES:
        return ""
    match = _MODEL.search(text_of(function))
    return match["model"] if match else ""
