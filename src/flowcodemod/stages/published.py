"""What is published keeps its name where the campaign says so: fields of models, query parameters, and their keys."""

from collections.abc import Iterator

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Status
from flowcodemod.stages.dumps import Dumps
from flowcodemod.stages.field_pins import model_of
from flowcodemod.stages.model_config import version
from flowcodemod.stages.program import Program
from flowcodemod.stages.queries import query_of


class Published:
    """`names`: each published name that is to stay, with why; empty where the campaign does not keep them."""

    def __init__(self, program: Program, campaign: Campaign) -> None:
        self._program = program
        self._dumps = Dumps(program)
        self._policy = campaign.boundaries.get(Boundary.HTTP)
        self.names: dict[str, str] = {}
        for reference, _site in program.sites() if self._policy in (Policy.PIN, Policy.KEEP) else ():
            if reference.status is Status.OPEN and model_of(program, reference) is not None:
                place = f"{reference.path}:{reference.line}"
                self.names.setdefault(reference.text, f"published under this name, which is to stay ({place})")

    def evidence(self, reference: Reference) -> Iterator[Evidence]:
        """What speaks against renaming what a client or a consumer of dumped models sees."""
        if self._policy not in (Policy.PIN, Policy.KEEP):
            return
        route = query_of(self._program, reference)
        if route:
            yield Evidence(Kind.BOUNDARY, f"a query parameter of {route}, whose name is to stay")
        one = model_of(self._program, reference) if self._policy is Policy.PIN else None
        if one is not None:
            old = version(self._program, reference.path, one)[0] == 1
            place = self._dumps.of(reference.path, one, old=old)
            if place:
                yield Evidence(Kind.BOUNDARY, f"a dump without by_alias=True would have the new name: {place}")
