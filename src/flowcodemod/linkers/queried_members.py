"""Typed dictionaries of what a query makes, `json_build_object('name', …)`: the query says what their keys are called."""

from collections.abc import Iterator

from flowcodemod.evidence.queried import Queried
from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Claim]:
    """Claim the members of typed dictionaries that bear the name of such a key, unless the campaign renames queries."""
    renamed = program.campaign is not None and program.campaign.boundaries.get(Boundary.DATABASE) is Policy.RENAME
    made = {} if renamed else Queried(program).made
    for reference, site in program.sites() if made else ():
        around = program.definitions(reference.path).class_around(reference.start)
        member = site.kind is SiteKind.MEMBER and reference.text in made
        if member and around is not None and any(base.text == "TypedDict" for base in around.bases):
            said = f"a query makes a key of that name ({made[reference.text]})"
            yield Claim((reference.path, reference.start), Evidence(Kind.BOUNDARY, said))
