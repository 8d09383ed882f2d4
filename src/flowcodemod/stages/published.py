"""What is published keeps its name where the campaign says so: fields of models, query parameters, and their keys."""

from collections.abc import Iterator

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.stages.dumps import Dumps
from flowcodemod.stages.field_pins import model_of
from flowcodemod.stages.model_config import version
from flowcodemod.stages.program import Program
from flowcodemod.stages.queries import query_of

# Their dictionaries have the names of the fields, so saying another name for the wire is not all that would change.
_SERIALISE = frozenset(
    {"Schema", "SQLAlchemySchema", "SQLAlchemyAutoSchema", "Struct", "Serializer", "ModelSerializer"}
)


class Published:
    """`names`: each published name that is to stay, with why; empty where the campaign does not keep them."""

    def __init__(self, program: Program, campaign: Campaign) -> None:
        self._program = program
        self._dumps = Dumps(program)
        self._policy = campaign.boundaries.get(Boundary.HTTP)
        self.names: dict[str, str] = {}
        for reference, _site in program.sites() if self._policy in (Policy.PIN, Policy.KEEP) else ():
            published = model_of(program, reference) is not None or serialised_by(program, reference)
            if reference.status is Status.OPEN and published:
                place = f"{reference.path}:{reference.line}"
                self.names.setdefault(reference.text, f"published under this name, which is to stay ({place})")

    def evidence(self, reference: Reference) -> Iterator[Evidence]:
        """What speaks against renaming what a client or a consumer of dumped models sees."""
        if self._policy not in (Policy.PIN, Policy.KEEP):
            return
        route = query_of(self._program, reference)
        if route:
            yield Evidence(Kind.BOUNDARY, f"a query parameter of {route}, whose name is to stay")
        base = serialised_by(self._program, reference)
        if base:
            yield Evidence(Kind.BOUNDARY, f"a field of a {base}, which publishes it under this name")
        one = model_of(self._program, reference) if self._policy is Policy.PIN else None
        if one is not None:
            old = version(self._program, reference.path, one)[0] == 1
            place = self._dumps.of(reference.path, one, old=old)
            if place:
                yield Evidence(Kind.BOUNDARY, f"a dump without by_alias=True would have the new name: {place}")


def serialised_by(program: Program, reference: Reference) -> str:
    """The base of marshmallow, msgspec or Django REST framework that publishes a member; '' where there is none."""
    around = program.definitions(reference.path).class_around(reference.start)
    if around is None or program.index.site(reference).kind is not SiteKind.MEMBER:
        return ""
    lineage = program.ancestry(reference.path, around)
    return next((base.text for _path, _outside, one in lineage for base in one.bases if base.text in _SERIALISE), "")
