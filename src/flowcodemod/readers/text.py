"""Roles in text no grammar reads: prose, SQL, markup, configuration, and code in other languages."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from flowcodemod.model.reference import Role
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.markup import is_markup, markup_roles
from flowcodemod.readers.plain import plain_roles
from flowcodemod.readers.regions import Regions

_PROSE_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".rst", ".txt", ".adoc", ".asciidoc", ".org", ".tex"})
_PROSE_NAMES = frozenset(
    {"readme", "changelog", "changes", "history", "license", "contributing", "authors", "news", "todo"}
)
_PROSE_COMMENT = re.compile(r"<!--[\s\S]*?(?:-->|\Z)")
_SQL = re.compile(r"(?P<comment>--[^\r\n]*|/\*[\s\S]*?(?:\*/|\Z))|'(?:[^']++|'')*+'|\"[^\"]*+\"")


def is_prose(path: str) -> bool:
    """Whether a path holds running text."""
    name = PurePosixPath(path)
    suffix = name.suffix.lower()
    known = grammar_of(path) is not None or is_markup(path, "") or suffix == ".sql"
    return suffix in _PROSE_SUFFIXES or (name.name.lower().partition(".")[0] in _PROSE_NAMES and not known)


def text_roles(path: str, text: str) -> Callable[[int, int], Role]:
    """What says, for the spans of a text that has no grammar, which role the token there has."""
    if is_prose(path):
        return _from_comments(Regions(_PROSE_COMMENT, text), Role.PROSE)
    if PurePosixPath(path).suffix.lower() == ".sql":
        return _from_comments(Regions(_SQL, text), Role.SQL)
    return markup_roles(text) if is_markup(path, text) else plain_roles(path, text)


def _from_comments(regions: Regions, otherwise: Role) -> Callable[[int, int], Role]:
    def role(start: int, _end: int) -> Role:
        found = regions.at(start)
        comment = found is not None and (found.lastgroup == "comment" or not found.re.groups)
        return Role.COMMENT if comment else otherwise

    return role
