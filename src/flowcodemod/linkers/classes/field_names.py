"""Strings that name fields of the class around them: `@field_validator("name")`, and the options of a schema."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.pins.serializers import serializer_of
from flowcodemod.pins.wire_classes import wire_class
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

# Of Pydantic 1 and 2, marshmallow and SQLAlchemy: what they decorate stands in the class that has the fields.
_DECORATORS = frozenset({"field_validator", "validator", "field_serializer", "validates"})
_LISTED = r"(?:fields|additional|only|exclude|load_only|dump_only|partial)\s*=\s*[(\[{][^)\]}]*$"
_OPTION = re.compile(rf"^[ \t]*{_LISTED}", re.MULTILINE)
_ARGUMENT = re.compile(rf"(?<!\w)(?P<class>\w+)\([^()]*\b{_LISTED}")
_NEAR = 1000  # further back no list starts


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a string to the field that it names."""
    for reference, site in program.sites():
        if site.kind is not SiteKind.STRING or not site.whole:
            continue
        decorates = (site.callee is not None and site.callee.text in _DECORATORS) or _is_told(program, reference, site)
        for path, one in _meant(program, reference, decorates=decorates):
            target = _field(program, path, one, reference.text)
            if target is not None and (decorates or wire_class(program, target) or serializer_of(program, target)):
                evidence = Evidence(Kind.SHOWN_FLOW, f"names a field of {one.name}")
                yield Link((reference.path, reference.start), (target.path, target.start), evidence)


def _is_told(program: Program, reference: Reference, site: Site) -> bool:
    """Whether a validator compares the name that it is told with the field's."""
    if site.use is not StringUse.COMPARISON:
        return False
    around = program.definitions(reference.path).functions_around(reference.start)
    named = re.compile(rf"(?:\w+\.)*(?:{'|'.join(sorted(_DECORATORS))})\([^()]*[\"']{re.escape(reference.text)}[\"']")
    return any(named.match(decorator) for function in around for decorator in function.decorators)


def _meant(program: Program, reference: Reference, *, decorates: bool) -> Iterator[tuple[str, Class]]:
    """The class whose field a string names: the one around a decorator or an option, or the one that is called."""
    known = program.definitions(reference.path)
    around = known.class_around(reference.start)
    before = program.modules.text(reference.path)[max(0, reference.start - _NEAR) : reference.start]
    called = _ARGUMENT.search(before)
    if around is not None and decorates:
        yield reference.path, around
    elif around is not None and around.name == "Meta" and _OPTION.search(before):
        outer = known.class_outside(around)
        yield from ((reference.path, one) for one in (outer,) if one is not None)
    elif called is not None:
        yield from program.classes_called(called["class"])


def _field(program: Program, path: str, one: Class, name: str) -> Reference | None:
    """The field of that name, in a class or a base of ours."""
    for place, outside, ancestor in program.ancestry(path, one):
        start = ancestor.members.get(name)
        if start is not None and not outside:
            return program.reference(place, start)
    return None
