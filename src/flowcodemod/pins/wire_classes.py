"""Classes that a library other than Pydantic publishes: whose fields have names on the wire."""

import re
from collections.abc import Iterator

from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.pins.wire_idioms import IDIOMS, Idiom
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.class_headers import decorators
from flowcodemod.readers.definitions import Class


def wire_class(program: Program, reference: Reference) -> tuple[Idiom, Class] | None:
    """The library and the class that a member is a published field of; None where it is none."""
    around = program.definitions(reference.path).class_around(reference.start)
    if around is None or program.index.site(reference).kind is not SiteKind.MEMBER:
        return None
    idiom = next(_idioms(program, reference.path, around), None)
    return (idiom, around) if idiom is not None else None


def _idioms(program: Program, path: str, one: Class) -> Iterator[Idiom]:
    lineage = [(place, other) for place, outside, other in program.ancestry(path, one) if not outside]
    bases = [base.text for _place, other in lineage for base in other.bases]
    texts = [program.modules.text(place) for place, _other in lineage]
    above = list(decorators_of(program, path, one))
    for idiom in IDIOMS:
        imported = re.compile(rf"^\s*(?:from|import)\s+(?:\w+_)?{idiom.library}", re.MULTILINE)
        known = any(map(idiom.bases.match, bases)) or any(map(idiom.decorators.match, above))
        if known and any(map(imported.search, texts)) and (idiom.library != "attr" or is_filled(program, path, one)):
            yield idiom


def decorators_of(program: Program, path: str, one: Class) -> tuple[str, ...]:
    """What decorates a class of ours."""
    syntax = program.modules.syntax(path)
    return decorators(syntax, one.start) if syntax is not None else ()


def is_filled(program: Program, path: str, one: Class) -> bool:
    """Whether objects of a class are made of mappings (`Body(**payload)`) or by a converter, which see its names."""
    called = rf"(?<!\w){re.escape(one.name)}(?!\w)"
    made = re.compile(rf"{called}\(\s*\*\*(?!\s*\{{)|\bstructure\([^\n]*{called}")
    own = program.modules.text(path)[one.start : one.end]
    texts = (text for place, text in program.modules.texts() if not is_test(place) and one.name in text)
    return re.search(r"(?<!\w)cls\(\s*\*\*", own) is not None or any(map(made.search, texts))
