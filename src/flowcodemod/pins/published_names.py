"""The name a Pydantic field is published under when nothing says it: its own, or what an alias generator makes of it."""

import re
from collections.abc import Callable, Mapping

from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_GENERATOR = re.compile(r"\balias_generator\b[\"']?\s*[=:]\s*(?:\w+\.)*(\w+)")
_SHIPPED = re.compile(r"\bpydantic\.alias_generators\b|\bfrom pydantic import alias_generators\b")


def published_name(program: Program, path: str, one: Class) -> Callable[[str], str] | None:
    """What makes a published name of a field's in a model; None where a generator is not known here."""
    for place, outside, ancestor in program.ancestry(path, one):
        file = program.index.files.get(place)
        if outside or file is None:
            continue
        found = _GENERATOR.search(file.source.text, ancestor.start, ancestor.end)
        if found is not None:
            return _GENERATORS.get(found[1]) if _SHIPPED.search(file.source.text) else None
    return _same


def is_generated(name: Callable[[str], str]) -> bool:
    """Whether a generator makes the name."""
    return name is not _same


def _same(name: str) -> str:
    return name


def _pascal(name: str) -> str:
    return re.sub(r"([0-9A-Za-z])_(?=[0-9A-Z])", r"\1", name.title())


def _camel(name: str) -> str:
    if re.match(r"[a-z]+[A-Za-z0-9]*$", name) and not re.search(r"\d[a-z]+", name):
        return name
    return re.sub(r"^_*[A-Z]", lambda match: match[0].lower(), _pascal(name))


_GENERATORS: Mapping[str, Callable[[str], str]] = {"to_camel": _camel, "to_pascal": _pascal}
