"""Roles in configuration (`.env`, Dockerfiles, `.ini` …) and in code of languages that have no grammar here."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from flowcodemod.model.reference import Role
from flowcodemod.readers.regions import Regions
from flowcodemod.readers.shapes import is_pascal, is_screaming, role_of_string

_STRINGS = r"(?P<string>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`[^`]*`)"
_HASH = re.compile(r"(?P<comment>(?:(?<=\s)|(?<![\s\S]))#(?!!)[^\n]*|^[ \t]*;[^\n]*)|" + _STRINGS, re.MULTILINE)
_SLASH = re.compile(r"(?P<comment>(?<![:\w])//[^\n]*|/\*[\s\S]*?(?:\*/|\Z))|" + _STRINGS)
_SLASHED = re.compile(
    r"\.(?:go|java|kts?|rs|c|h|cc|cpp|hpp|cs|swift|scala|dart|php|groovy|gradle|proto|s?css|less|mm?|sol|zig|json5|thrift)$"
)
_CODE = re.compile(_SLASHED.pattern + r"|\.(?:rb|p[lm]|r|exs?|jl|tf|hcl|graphql|gql)$")
_NAMED_VALUE = re.compile(r"[ \t]*(?:export[ \t]+)?[\w.-]+[ \t]*=[ \t]*(?P<value>[^\n]*)")
_SETTINGS = frozenset({".env", ".ini", ".cfg", ".conf", ".properties"})
_REACH = 300


def plain_roles(path: str, text: str) -> Callable[[int, int], Role]:
    """What says, for the spans of a text, which role the token there has."""
    suffix = PurePosixPath(path).suffix.lower()
    regions = Regions(_SLASH if _SLASHED.search(suffix) else _HASH, text)
    code = bool(_CODE.search(suffix))
    bare = _role_in_code if code else _role_in_settings if _is_settings(path) else _role_in_words
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


def _role_in_settings(text: str, start: int, end: int) -> Role:
    """In `name = value` the name is a variable, the value a string."""
    line = text.rfind("\n", 0, start) + 1
    named = _NAMED_VALUE.match(text, line)
    if named is None or start < named.start("value"):
        return _role_in_words(text, start, end)
    return role_of_string(re.split(r"\s+[#;]", named["value"])[0].strip())


def _role_in_words(text: str, start: int, end: int) -> Role:
    """By the shape of the word it stands in, as people set words: by blanks and quotes."""
    left = start
    while left > max(0, start - _REACH) and text[left - 1] not in " \t\n\r\"'`=,()[]":
        left -= 1
    right = end
    while right < min(len(text), end + _REACH) and text[right] not in " \t\n\r\"'`=,()[]":
        right += 1
    word, token = text[left:right].strip(";"), text[start:end]
    role = role_of_string(word)
    named = word != token and word.strip("${}:") == token
    return Role.VARIABLE if named or role in (Role.KEY, Role.MESSAGE) else role
