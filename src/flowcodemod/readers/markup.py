"""Roles in HTML and in templates of it: prose between the tags, data in them, code in scripts and holes."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath

from flowcodemod.model.reference import Role
from flowcodemod.readers.plain import plain_roles
from flowcodemod.readers.regions import Regions
from flowcodemod.readers.shapes import is_pascal, role_of_string

_MARKUP = frozenset({".html", ".htm", ".xhtml", ".vue", ".svelte"})
_TEMPLATES = frozenset({".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".mustache", ".hbs", ".ejs", ".erb", ".njk"})
_REGIONS = re.compile(
    r"(?P<comment><!--[\s\S]*?(?:-->|\Z)|\{#[\s\S]{0,9999}?#\})"
    r"|<(?P<kind>script|style)\b[^<>]*+>(?P<code>[\s\S]*?)(?:</(?P=kind)\s*>|\Z)"
    r"|(?P<hole>\{\{[\s\S]{0,999}?\}\}|\{%[\s\S]{0,999}?%\})"
    r"|(?P<tag></?[A-Za-z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>?)",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"[^\s=\"'<>/]+\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>\"']+))")
_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def is_markup(path: str, text: str) -> bool:
    """Whether a path or, for a template without an inner suffix, a text is HTML."""
    name = PurePosixPath(path)
    if name.suffix.lower() not in _TEMPLATES:
        return name.suffix.lower() in _MARKUP
    inner = PurePosixPath(name.stem).suffix.lower()
    return inner in _MARKUP or (not inner and "</" in text)


def markup_roles(text: str) -> Callable[[int, int], Role]:
    """What says, for the spans of a text, which role the token there has."""
    regions = Regions(_REGIONS, text)

    @cache
    def script(start: int, end: int) -> Callable[[int, int], Role]:
        return plain_roles("script.go", text[start:end])

    def role(start: int, end: int) -> Role:
        found = regions.at(start)
        if found is None:
            return Role.PROSE
        if found["comment"]:
            return Role.COMMENT
        if found["kind"] and found.start("code") <= start:
            return script(*found.span("code"))(start - found.start("code"), end - found.start("code"))
        if found["hole"]:
            return _role_in_hole(found[0], start - found.start(), end - found.start())
        return _role_in_tag(found[0], start - found.start(), end - found.start())

    return role


def _role_in_hole(hole: str, start: int, end: int) -> Role:
    quoted = next((match for match in _QUOTED.finditer(hole) if match.start() < start < match.end()), None)
    if quoted:
        return role_of_string(quoted[0][1:-1])
    if is_pascal(hole[start:end]):
        return Role.CLASS
    if hole[end : end + 1] == "(":
        return Role.FUNCTION
    return Role.ATTRIBUTE if hole[start - 1] == "." else Role.VARIABLE


def _role_in_tag(tag: str, start: int, end: int) -> Role:
    hole = next((match for match in _HOLE.finditer(tag) if match.start() < start < match.end()), None)
    if hole:
        return _role_in_hole(hole[0], start - hole.start(), end - hole.start())
    for attribute in _ATTRIBUTE.finditer(tag):
        if attribute.start() <= start < attribute.end():
            value = next(name for name in ("double", "single", "bare") if attribute[name] is not None)
            return (
                role_of_string(_HOLE.sub("{}", attribute[value])) if start >= attribute.start(value) else Role.ARGUMENT
            )
    return Role.ARGUMENT if tag[:start].strip("</") else Role.VARIABLE
