"""`relationship("Model")`, `ForeignKey("app.Model")`: an ORM's own registry of classes by name."""

from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.linkers.strings.dotted import path_before
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_REGISTRIES = frozenset(
    {"relationship", "backref", "ForeignKey", "OneToOneField", "ManyToManyField", "ForeignObject", "get_model"}
)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a model's name in quotes to the only class of ours that bears it, in the app that stands before it."""
    classes: dict[str, list[Key]] = defaultdict(list)
    for reference, site in program.sites():
        if site.kind is SiteKind.DEFINITION and reference.start in program.definitions(reference.path).classes:
            classes[reference.text].append((reference.path, reference.start))
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is SiteKind.STRING and site.callee is not None and site.callee.text in _REGISTRIES:
                before = path_before(file.source.text, reference).rstrip(".").replace(".", "/")
                found = [key for key in classes.get(reference.text, ()) if not before or f"/{before}/" in f"/{key[0]}"]
                if len(found) == 1:
                    evidence = Evidence(Kind.SHOWN_FLOW, f"{site.callee.text} looks the class up by name")
                    yield Link((reference.path, reference.start), found[0], evidence)
