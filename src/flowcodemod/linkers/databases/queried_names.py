"""What queries dictate: the values that they ask for by keyword, and the members of typed dictionaries that they make."""

from collections.abc import Iterator

from flowcodemod.evidence.queried import Queried
from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Claim]:
    """Claim the keywords that become values of a query and the members it names, unless the campaign renames queries."""
    if program.policy(Boundary.DATABASE) is Policy.RENAME:
        return
    queried = Queried(program)
    for reference, site in program.sites():
        said = _reason(program, queried, reference, site)
        if said:
            yield Claim((reference.path, reference.start), Evidence(Kind.BOUNDARY, said))


def _reason(program: Program, queried: Queried, reference: Reference, site: Site) -> str:
    """Why a query holds a name; '' where it does not."""
    if site.kind is SiteKind.LABEL and reference.text in queried.asked:
        return queried.reason(reference) if program.collects_keywords(reference.path, site) else ""
    if site.kind is SiteKind.MEMBER and reference.text in queried.made:
        around = program.definitions(reference.path).class_around(reference.start)
        is_dict = around is not None and any(base.text == "TypedDict" for base in around.bases)
        return f"a query makes a key of that name ({queried.made[reference.text]})" if is_dict else ""
    return ""
