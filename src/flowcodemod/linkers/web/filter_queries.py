"""`/runs/?name__startswith=a`: the parameters of a query that a filter set of django-filter makes of the fields it lists."""

import re
from collections.abc import Iterator, Mapping

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key, Link
from flowcodemod.model.reference import Role
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_LISTS = re.compile(r"\bfields\s*=\s*[\[({][^=]*$")
_LONGEST = 500


def link(program: Program) -> Iterator[Link]:
    """Tie the parameter of a query to the string in which the one filter set that has the field lists it."""
    fields = _listed(program)
    for reference, site in program.sites() if fields else ():
        text = program.modules.text(reference.path)
        before, after = text[reference.start - 1 : reference.start], text[reference.end : reference.end + 1]
        key = fields.get(reference.text.partition("__")[0])
        if site.kind is SiteKind.STRING and reference.role is Role.ROUTE and before in "?&" and after == "=" and key:
            evidence = Evidence(Kind.SHOWN_FLOW, f"{key[0]} filters by it")
            yield Link((reference.path, reference.start), key, evidence)


def _listed(program: Program) -> Mapping[str, Key]:
    """Field -> where a filter set lists it, where one alone does."""
    found: dict[str, set[Key]] = {}
    for reference, site in program.sites():
        around = program.definitions(reference.path).class_around(reference.start)
        if site.kind is not SiteKind.STRING or not site.whole or around is None or around.name != "Meta":
            continue
        outer = program.definitions(reference.path).class_outside(around)
        text = program.modules.text(reference.path)
        listed = _LISTS.search(text[max(around.start, reference.start - _LONGEST) : reference.start])
        if listed and outer is not None and any(base.text.endswith("FilterSet") for base in outer.bases):
            found.setdefault(reference.text, set()).add((reference.path, reference.start))
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}
