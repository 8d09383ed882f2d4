"""`for row in Run.objects.values("name"): row["name"]`: such rows have the keys, named and annotated ones the attributes."""

import re
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import enclosing, text_of

_KEYS, _NAMED = "values", "values_list"
_ADDS = frozenset({"annotate", "alias"})
_BINDING = ("assignment", "for_statement", "for_in_clause")
_SCOPES = ("function_definition", "module")
_SELECTED = re.compile(r"\b(?:select|query|add_columns|with_only_columns|returning)\([^()]*(?<![\w.])(?:\w+\.)+$")
_NEAR = 300
_STEPS = 3


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the keys by which rows are read to the `.values("name")` in the same function that makes them."""
    for file in program.index.python:
        pairs = list(zip(file.references, file.sites, strict=True))
        for reference, site in pairs:
            if _asks_for(site) or _selects(file, reference, site):
                named = site.callee is None or site.callee.text != _KEYS
                rows, mappings = _variables(file, reference), named and _gives_mappings(file, reference)
                for other, use in pairs:
                    same = other.text == reference.text and other.scope == reference.scope
                    if same and (
                        _reads(use, rows, named=named, mappings=mappings) or _continues(reference, other, use)
                    ):
                        evidence = Evidence(Kind.SHOWN_FLOW, f"a row of line {reference.line}")
                        yield Link((other.path, other.start), (reference.path, reference.start), evidence)


def _asks_for(site: Site) -> bool:
    if site.callee is None:
        return False
    if site.kind is SiteKind.LABEL:
        return site.callee.text in _ADDS
    return site.kind is SiteKind.STRING and site.callee.text in (_KEYS, _NAMED)


def _continues(reference: Reference, other: Reference, use: Site) -> bool:
    """Whether a key is asked of the rows where they are made: `.values("name")[0]["name"]`."""
    asked = use.use is StringUse.SUBSCRIPT and re.search(r"\.values\([^()]*\)(?:\[\d+\])?$", use.chain)
    near = 0 <= other.start - reference.start <= _NEAR
    return bool(asked) and near and f'"{reference.text}"' in use.chain


def _selects(file: File, reference: Reference, site: Site) -> bool:
    """Whether an attribute is a column that SQLAlchemy selects, which its rows have under the same name."""
    if site.kind is not SiteKind.ATTRIBUTE or not site.chain[:1].isupper():
        return False
    before = file.source.text[max(0, reference.start - _NEAR) : reference.start]
    return _SELECTED.search(before) is not None


def _gives_mappings(file: File, reference: Reference) -> bool:
    """Whether the statement around asks for its rows as dictionaries: `.mappings()`."""
    at = file.syntax.node_at(reference.start, reference.end) if file.syntax is not None else None
    node = enclosing(at, *_BINDING)
    return node is not None and ".mappings()" in text_of(node)


def _reads(site: Site, rows: set[str], *, named: bool, mappings: bool) -> bool:
    mapped = named and site.use is StringUse.SUBSCRIPT and (mappings or site.chain.endswith("_mapping"))
    receiver = site.receiver.text if site.receiver is not None and not mapped else re.split(r"[.\[]", site.chain)[0]
    if receiver not in rows:
        return False
    if named:
        return site.kind is SiteKind.ATTRIBUTE or mapped
    return site.kind is SiteKind.STRING and site.use in (StringUse.SUBSCRIPT, StringUse.METHOD)


def _variables(file: File, reference: Reference) -> set[str]:
    """The names in the same function that hold the rows, or one of them."""
    if file.syntax is None:
        return set()
    node = enclosing(file.syntax.node_at(reference.start, reference.end), *_BINDING, *_SCOPES)
    bound = node.child_by_field_name("left") if node is not None and node.type in _BINDING else None
    node = enclosing(node, *_SCOPES)
    if bound is None or bound.type != "identifier" or node is None:
        return set()
    names, body = {text_of(bound)}, text_of(node)
    for _step in range(_STEPS):
        known = "|".join(map(re.escape, sorted(names)))
        names |= set(re.findall(rf"\bfor[ \t]+(\w+)[ \t]+in[ \t]+(?:{known})\b", body))
        names |= set(re.findall(rf"^[ \t]*(\w+)[ \t]*=[ \t]*(?:{known})(?=[.\[\s])", body, re.MULTILINE))
    return names
