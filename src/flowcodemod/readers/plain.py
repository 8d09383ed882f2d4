"""Roles in configuration (`.env`, Dockerfiles, `.ini` …) and in code of languages that have no grammar here."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath

from flowcodemod.model.reference import Role
from flowcodemod.readers.regions import Regions
from flowcodemod.readers.shapes import is_pascal, is_screaming, role_of_string

# Possessive (`*+`): without a way back, a string of 20 MB needs no memory.
_STRINGS = r"(?P<string>\"(?:[^\"\\\r\n]++|\\.)*+\"|'(?:[^'\\\r\n]++|\\.)*+'|`[^`]*+`)"
_HASH = re.compile(r"(?P<comment>(?:(?<=\s)|(?<![\s\S]))#(?!!)[^\r\n]*|(?<![^\r\n])[ \t]*;[^\r\n]*)|" + _STRINGS)
_SLASH = re.compile(r"(?P<comment>(?<![:\w])//[^\r\n]*|/\*[\s\S]*?(?:\*/|\Z))|" + _STRINGS)
_SLASHED = re.compile(
    r"\.(?:go|java|kts?|rs|c|h|cc|cpp|hpp|cs|swift|scala|dart|php|groovy|gradle|proto|s?css|less|mm?|sol|zig|json5|thrift)$"
)
_CODE = re.compile(_SLASHED.pattern + r"|\.(?:rb|p[lm]|r|exs?|jl|tf|hcl|graphql|gql)$")
_NAMED_VALUE = re.compile(r"(?<![^\r\n])[ \t]*(?:export[ \t]+)?[\w.-]+[ \t]*=[ \t]*(?P<value>[^\r\n]*)")
_WORD = re.compile(r"[^\s\"'`=,()\[\]]*")
_SETTINGS = frozenset({".env", ".ini", ".cfg", ".conf", ".properties"})
_REACH = 300


def plain_roles(path: str, text: str) -> Callable[[int, int], Role]:
    """What says, for the spans of a text, which role the token there has."""
    suffix = PurePosixPath(path).suffix.lower()
    regions = Regions(_SLASH if _SLASHED.search(suffix) else _HASH, text)
    code = bool(_CODE.search(suffix))
    bare = _role_in_code if code else _settings_roles(text) if _is_settings(path) else _role_in_words
    environment = _is_environment_file(path)

    def role(start: int, end: int) -> Role:
        found = regions.at(start)
        if found is not None and found.lastgroup == "comment":
            return Role.COMMENT
        if is_screaming(text[start:end]) and (environment or _is_dollar_name(text, start)):
            return Role.ENVIRONMENT
        if text[max(0, start - 2) : start] == "--" and not code:
            return Role.ARGUMENT
        if found is not None:
            return role_of_string(found[0][1:-1])
        return bare(text, start, end)

    return role


def _is_environment_file(path: str) -> bool:
    name = PurePosixPath(path).name.lower()
    return name.startswith((".env", "dockerfile", "containerfile")) or name.endswith((".env", ".dockerfile"))


def _is_settings(path: str) -> bool:
    name = PurePosixPath(path)
    return name.suffix.lower() in _SETTINGS or name.name.lower().startswith(".env")


def _is_dollar_name(text: str, start: int) -> bool:
    return text[max(0, start - 1) : start] == "$" or text[max(0, start - 2) : start] == "${"


def _role_in_code(text: str, start: int, end: int) -> Role:
    token = text[start:end]
    if is_pascal(token):
        return Role.CLASS
    if text[end : end + 1] == "(":
        return Role.FUNCTION
    return Role.ATTRIBUTE if text[max(0, start - 1) : start] == "." else Role.VARIABLE


def _settings_roles(text: str) -> Callable[[str, int, int], Role]:
    """In `name = value` the name is a variable, the value a string."""
    values = Regions(_NAMED_VALUE, text)

    @cache
    def role_of_value(start: int, end: int) -> Role:
        return role_of_string(re.split(r"\s+[#;]", text[start:end])[0].strip())

    def role(text: str, start: int, end: int) -> Role:
        found = values.at(start)
        if found is None or start < found.start("value"):
            return _role_in_words(text, start, end)
        return role_of_value(*found.span("value"))

    return role


def _role_in_words(text: str, start: int, end: int) -> Role:
    """By the shape of the word it stands in, as people set words: by blanks and quotes."""
    before, after = text[max(0, start - _REACH) : start][::-1], text[end : end + _REACH]
    left, right = _WORD.match(before), _WORD.match(after)
    word, token = text[start - len(left[0] if left else "") : end + len(right[0] if right else "")], text[start:end]
    word = word.strip(";")
    role = role_of_string(word)
    named = word != token and word.strip("${}:") == token
    return Role.VARIABLE if named or role in (Role.KEY, Role.MESSAGE) else role
