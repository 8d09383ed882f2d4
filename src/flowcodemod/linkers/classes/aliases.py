"""Aliases of fields: `Field(alias="name")` and the keyword of the model's constructor that uses the alias."""

from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_ALIASES = ("alias", "validation_alias")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie keywords to the alias that a class of the callee's name declares."""
    declared: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for reference, site in program.sites():
        if site.kind is SiteKind.STRING and site.whole and site.argument in _ALIASES:
            around = program.definitions(reference.path).class_around(reference.start)
            if around is not None:
                declared[around.name, reference.text].append((reference.path, reference.start))
    for reference, site in program.sites():
        if site.kind is SiteKind.LABEL and site.callee is not None:
            for key in declared.get((site.callee.text, reference.text), ()):
                yield Link((reference.path, reference.start), key, Evidence(Kind.SHOWN_FLOW, f"alias in {key[0]}"))
