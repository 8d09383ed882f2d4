"""Tools: `args_schema = Schema` beside functions that are called with the fields of `Schema` as keywords."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Function

_GIVEN = r"\bargs_schema(?:\s*:[^=\n]+)?\s*=\s*(\w+)"
_ARGUMENTS = r"[^()]*(?:\((?:[^()]|\([^()]*\))*\)[^()]*)*?"
_READ = frozenset({StringUse.SUBSCRIPT, StringUse.METHOD})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each parameter, and each key of `**kwargs`, to the field of the schema that the library takes it from."""
    for reference, site in program.sites():
        speaks = "args_schema" in program.modules.text(reference.path)
        function = _taker(program, reference, site) if speaks else None
        if function is not None:
            yield from _tied(program, reference, function)


def _tied(program: Program, reference: Reference, function: Function) -> Iterator[Link]:
    for schema in _schemas(program, reference.path, function):
        for target in _fields(program, schema, reference.text):
            evidence = Evidence(Kind.SHOWN_FLOW, f"{function.name} is called with the fields of {schema}")
            yield Link((reference.path, reference.start), target, evidence)


def _taker(program: Program, reference: Reference, site: Site) -> Function | None:
    """The function that a reference is a parameter of, or whose collected keywords it is a key of."""
    known = program.definitions(reference.path)
    if site.kind is SiteKind.PARAMETER and site.owner is not None:
        return known.functions.get(site.owner.start)
    function = known.function_around(reference.start)
    if site.use not in _READ or not site.whole or function is None or not function.keywords:
        return None
    text = program.modules.text(reference.path)
    asked = re.search(r"(\w+)(?:\.\w+\(|\[)\s*[\"']$", text[max(0, reference.start - 60) : reference.start])
    collected = re.search(r"\*\*\s*(\w+)", text[function.start : function.end])
    return function if asked is not None and collected is not None and asked[1] == collected[1] else None


def _schemas(program: Program, path: str, function: Function) -> Iterator[str]:
    """The names of the schemas of the tool that a function is, or that its class is."""
    text = program.modules.text(path)
    owner = program.definitions(path).class_around(function.start)
    if owner is not None:
        yield from re.findall(rf"^\s+{_GIVEN}", text[owner.start : owner.end], re.MULTILINE)
        yield from re.findall(rf"\b{re.escape(owner.name)}\({_ARGUMENTS}{_GIVEN}", text)
        return
    decorators = text[text.rfind("\n\n", 0, function.start) + 1 : function.start]
    yield from re.findall(rf"@[\w.]+\({_ARGUMENTS}{_GIVEN}", decorators)
    yield from re.findall(rf"\b(?:func|coroutine)\s*=\s*{re.escape(function.name)}\b{_ARGUMENTS}{_GIVEN}", text)


def _fields(program: Program, schema: str, name: str) -> Iterator[Key]:
    """Where our classes called like a schema have a field of that name, themselves or from a base of ours."""
    for path, one in program.classes_called(schema):
        for place, outside, ancestor in program.ancestry(path, one):
            if not outside and name in ancestor.members:
                yield place, ancestor.members[name]
