"""`getattr(x, "name")`, `patch.object(x, "name")`, `attrgetter("name")`: strings that name an attribute."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.readers.accessors import is_accessor
from flowcodemod.stages.program import Program


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie `getattr(self, "name")` to the attribute of the class around it."""
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or not site.whole or site.callee is None:
                continue
            if not is_accessor(site.callee.text, site.argument):
                continue
            call = file.source.text[site.callee.end : reference.start]
            if call.lstrip("( ").startswith("self,"):
                around = program.definitions(reference.path).class_around(reference.start)
                for path, outside, one in program.ancestry(reference.path, around) if around else ():
                    start = one.members.get(reference.text, one.attributes.get(reference.text))
                    if start is not None and not outside and program.reference(path, start):
                        evidence = Evidence(Kind.SHOWN_FLOW, f"{one.name}.{reference.text}")
                        yield Link((reference.path, reference.start), (path, start), evidence)
                        break
