"""The published name of a field when nothing says it, by each library: its own, or a convention of its class."""

import re
from collections.abc import Callable, Mapping

from flowcodemod.pins.wire_idioms import Idiom
from flowcodemod.program.program import Program
from flowcodemod.readers.class_headers import decorators
from flowcodemod.readers.definitions import Class

_CONVENTION = {
    "msgspec": re.compile(r"\brename\s*=\s*(?P<name>[\"']\w+[\"']|[^,)\s]+)"),
    "dataclasses_json": re.compile(r"\bletter_case\s*=\s*(?:LetterCase\.)?(?P<name>\w+)"),
    "marshmallow": re.compile(r"\bdef\s+(?P<name>on_bind_field)\b"),
    "mashumaro": re.compile(r"\b(?P<name>aliases)\s*[=:]"),
}


def wire_name(program: Program, path: str, one: Class, idiom: Idiom) -> Callable[[str], str] | None:
    """What makes the published name of a class's field; None where its convention is not known here."""
    if idiom.library == "attr":
        return _without_underscores
    convention = _CONVENTION.get(idiom.library)
    if convention is None:
        return _same
    for place, outside, ancestor in program.ancestry(path, one):
        syntax = None if outside else program.modules.syntax(place)
        if syntax is None:
            continue
        above = "\n".join(decorators(syntax, ancestor.start))
        found = convention.search(f"{above}\n{syntax.text[ancestor.start : ancestor.end]}")
        if found is not None:
            return _CONVENTIONS.get(found["name"].strip("\"'").lower())
    return _same


def _without_underscores(name: str) -> str:
    return name.lstrip("_")


def _same(name: str) -> str:
    return name


def _words(name: str) -> list[str]:
    return name.strip("_").split("_")


def _camel(name: str) -> str:
    first, *others = _words(name)
    return first + "".join(word.capitalize() for word in others)


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in _words(name))


def _kebab(name: str) -> str:
    return "-".join(_words(name))


_CONVENTIONS: Mapping[str, Callable[[str], str]] = {
    "none": _same,
    "lower": str.lower,
    "upper": str.upper,
    "snake": _same,
    "camel": _camel,
    "pascal": _pascal,
    "kebab": _kebab,
}
