"""What is published keeps its name where the campaign says so: fields of models, query parameters, and their keys."""

import re
from collections.abc import Iterator

from flowcodemod.model.campaign import KEEPING, Boundary, Campaign, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import SiteKind
from flowcodemod.model.words import Spelling
from flowcodemod.pins.dumps import PYDANTIC, PYDANTIC_1, Dumps
from flowcodemod.pins.field_pins import model_of
from flowcodemod.pins.forms import form_field, lists_field
from flowcodemod.pins.frozen import frozen_names
from flowcodemod.pins.model_config import version
from flowcodemod.pins.parameter_pins import parameter_pins
from flowcodemod.pins.pinning import pinning
from flowcodemod.pins.published_names import published_name
from flowcodemod.pins.queries import query_of
from flowcodemod.pins.schemas import Schemas
from flowcodemod.pins.serializers import exposed, keeps_field, question, undeclared
from flowcodemod.pins.wire_classes import wire_class
from flowcodemod.pins.wire_names import wire_name
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class
from flowcodemod.readers.handler_parameters import sent_as

_SERIALISE = frozenset(
    {"Schema", "SQLAlchemySchema", "SQLAlchemyAutoSchema", "Struct", "Serializer", "ModelSerializer"}
)
_SCRIPT = frozenset({Spelling.CAMEL, Spelling.PASCAL, Spelling.KEBAB})


class Published:
    """`names`: each published name that is to stay, with why.

    Where the campaign says nothing those that a file says in the spelling of scripts, where it renames them none.
    """

    def __init__(self, program: Program, campaign: Campaign) -> None:
        self._program = program
        self._campaign = campaign
        self._dumps = Dumps(program)
        self._schemas = Schemas(program)
        self._policy = campaign.boundaries.get(Boundary.HTTP)
        self._exposed = exposed(program) if self._policy in KEEPING else {}
        self.names: dict[str, str] = {}
        for name, place in frozen_names(program, campaign).items():
            self.names[name] = f"made of the name of a field, which others speak ({place})"
        kept = self._policy in KEEPING
        for reference, _site in program.sites() if self._policy is not Policy.RENAME else ():
            if reference.status is Status.OPEN:
                for name in _published_as(program, reference) if kept else _said_in_script(program, reference):
                    place = f"{reference.path}:{reference.line}"
                    self.names.setdefault(name, f"published under this name, which is to stay ({place})")

    def evidence(self, reference: Reference) -> Iterator[Evidence]:
        """What speaks against renaming what a client or a consumer of dumped models sees."""
        if self._policy not in KEEPING:
            return
        route = query_of(self._program, reference)
        new = self._campaign.concept.rename(reference.text) or ""
        if route and not parameter_pins(self._program, reference, new, self._campaign):
            yield Evidence(Kind.BOUNDARY, f"a query parameter of {route}, whose name is to stay")
        yield from self._of_library(reference)
        yield from self._of_serializer(reference)
        yield from self._of_form(reference)
        one = model_of(self._program, reference) if self._policy is Policy.PIN else None
        if one is not None:
            old = version(self._program, reference.path, one)[0] == 1
            yield from self._dumped(reference.path, one, PYDANTIC_1 if old else PYDANTIC)

    def _of_library(self, reference: Reference) -> Iterator[Evidence]:
        """What speaks against renaming a field of another library than Pydantic."""
        if self._policy is Policy.PIN and keeps_field(self._program, reference, self._campaign):
            reason = question(self._program, reference)
            yield from (Evidence(Kind.BOUNDARY, reason),) if reason else ()
            return
        found = wire_class(self._program, reference)
        base = found[0].library if found is not None else serialised_by(self._program, reference)
        if base and (found is None or self._policy is Policy.KEEP):
            yield Evidence(Kind.BOUNDARY, f"a field of {base}, which publishes it under this name")
        elif found is not None:
            idiom, one = found
            yield from self._dumped(reference.path, one, idiom.dumps)
            reason = self._schemas.question(reference, one) if idiom.library == "marshmallow" else ""
            if reason:
                yield Evidence(Kind.BOUNDARY, reason)

    def _of_form(self, reference: Reference) -> Iterator[Evidence]:
        """What speaks against renaming a field of a form, declared there or taken from its model."""
        one = form_field(self._program, reference)
        form = one.name if one is not None else lists_field(self._program, reference)
        if form:
            yield Evidence(Kind.BOUNDARY, f"a field of {form}, which browsers send under this name")

    def _of_serializer(self, reference: Reference) -> Iterator[Evidence]:
        """What speaks against renaming a model's field that a serializer publishes without declaring one of its own."""
        around = self._program.definitions(reference.path).class_around(reference.start)
        member = self._program.index.site(reference).kind is SiteKind.MEMBER
        one = self._exposed.get(around.name) if member and around is not None else None
        whole = one.name if one is not None and reference.text not in one.members else ""
        listing = undeclared(self._program, reference)
        if listing:
            yield Evidence(Kind.BOUNDARY, f"{listing} publishes it under this name: declare the field, with its source")
        elif whole:
            yield Evidence(Kind.BOUNDARY, f"{whole} publishes every field of its model under the model's name")

    def _dumped(self, path: str, one: Class, dump: re.Pattern[str]) -> Iterator[Evidence]:
        place = self._dumps.of(path, one, dump)
        if place:
            yield Evidence(Kind.BOUNDARY, f"a dump by the names of fields would have the new one: {place}")


def _published_as(program: Program, reference: Reference) -> tuple[str, ...]:
    """The names that a published field may have on the wire: its own, and what a convention makes of that."""
    model, found = model_of(program, reference), wire_class(program, reference)
    if form_field(program, reference) is not None or lists_field(program, reference):
        return (reference.text,)
    if query_of(program, reference):
        return (_in_request(program, reference),)
    if model is None and found is None:
        text = program.modules.text(reference.path)
        pinned = pinning(program.index.site(reference), text, reference.start)
        said = pinned is not None and pinned[1] is Boundary.HTTP
        return (reference.text,) if said or serialised_by(program, reference) else ()
    named = published_name(program, reference.path, model) if model is not None else None
    if found is not None:
        named = wire_name(program, reference.path, found[1], found[0])
    return (reference.text, named(reference.text)) if named is not None else (reference.text,)


def _said_in_script(program: Program, reference: Reference) -> tuple[str, ...]:
    """The published name that a file says as scripts spell it: no code but what speaks to clients calls it so."""
    pinned = reference.spelling in _SCRIPT and pinning(
        program.index.site(reference), program.modules.text(reference.path), reference.start
    )
    return (reference.text,) if pinned and pinned[1] is Boundary.HTTP else ()


def _in_request(program: Program, reference: Reference) -> str:
    syntax = program.modules.syntax(reference.path)
    return sent_as(syntax, reference.start, reference.end, reference.text) if syntax is not None else reference.text


def serialised_by(program: Program, reference: Reference) -> str:
    """The base of marshmallow, msgspec or Django REST framework that publishes a member; '' where there is none."""
    around = program.definitions(reference.path).class_around(reference.start)
    if around is None or program.index.site(reference).kind is not SiteKind.MEMBER:
        return ""
    lineage = program.ancestry(reference.path, around)
    return next((base.text for _path, _outside, one in lineage for base in one.bases if base.text in _SERIALISE), "")
