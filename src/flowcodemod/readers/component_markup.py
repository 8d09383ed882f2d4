"""The markup of a component of Svelte or Vue: where its expressions are, and what stands in its tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_SCRIPT = re.compile(r"<script\b[^>]*>(?P<code>[\s\S]*?)</script\s*>", re.IGNORECASE)
_SKIPPED = re.compile(r"<!--[\s\S]*?(?:-->|\Z)|<style\b[\s\S]*?</style\s*>", re.IGNORECASE)
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'")
_QUOTED_VALUE = re.compile(r"(?P<name>[^\s\"'<>=]+)=(?P<quote>[\"'])(?P<value>[\s\S]*?)(?P=quote)")
_BOUND = re.compile(r"(?::|@|#|v-)")
_HOLE = re.compile(r"\{\{[\s\S]*?\}\}")
Span = tuple[int, int]


class Part(StrEnum):
    """What a place in the markup belongs to."""

    TEXT = "text"
    TAG = "tag"  # the name of an element or of an attribute
    VALUE = "value"  # an expression that is the whole value of an attribute, or stands in its place: `{name}`
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the markup, in code points."""

    start: int
    end: int
    part: Part


def scripts(text: str) -> list[Span]:
    """The spans of the code in the script elements."""
    return [match.span("code") for match in _SCRIPT.finditer(text)]


def regions(text: str, *, vue: bool) -> list[Region]:
    """The tags and expressions of the markup, sorted; expressions in tags are regions of their own after the tag."""
    blanked = text
    for pattern in (_SCRIPT, _SKIPPED):
        blanked = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), blanked)
    return list(_of_vue(blanked) if vue else _of_svelte(blanked))


def _of_vue(text: str) -> Iterator[Region]:
    for tag in re.finditer(r"<[A-Za-z/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", text):
        yield Region(*tag.span(), Part.TAG)
        for value in _QUOTED_VALUE.finditer(text, *tag.span()):
            yield Region(*value.span("value"), Part.EXPRESSION if _BOUND.match(value["name"]) else Part.TEXT)
    yield from (Region(*hole.span(), Part.EXPRESSION) for hole in _HOLE.finditer(text))


def _of_svelte(text: str) -> Iterator[Region]:
    """Tags may hold braces, and braces may hold `>`: the two are told apart from left to right."""
    at, tag = 0, -1
    while at < len(text):
        sign = text[at]
        if sign == "{":
            end = _closing(text, at)
            yield Region(at + 1, end, Part.VALUE if tag >= 0 else Part.EXPRESSION)
            at = end
        elif tag < 0 and sign == "<" and re.match(r"[A-Za-z/]", text[at + 1 : at + 2]):
            tag = at
        elif tag >= 0 and sign == ">":
            yield Region(tag, at + 1, Part.TAG)
            tag = -1
        at += 1


def _closing(text: str, start: int) -> int:
    """Where the brace that opens at `start` is closed."""
    depth, at = 0, start
    while at < len(text):
        string = _STRING.match(text, at)
        if string is not None:
            at = string.end()
        elif text[at] == "`":
            at = _after_template(text, at)
        else:
            depth += (text[at] == "{") - (text[at] == "}")
            if not depth:
                return at
            at += 1
    return len(text)


def _after_template(text: str, start: int) -> int:
    """Behind the template string that opens at `start`, whose holes may hold others."""
    at = start + 1
    while at < len(text) and text[at] != "`":
        if text.startswith("${", at):
            at = _closing(text, at + 1) + 1
        else:
            at += 2 if text[at] == "\\" else 1
    return at + 1
