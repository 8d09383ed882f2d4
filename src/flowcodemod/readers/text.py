"""Roles in text no grammar reads: prose files, `.env` files, Dockerfiles, templates, SQL and everything else."""

import re
from pathlib import PurePosixPath

from flowcodemod.model.reference import Role
from flowcodemod.readers.shapes import role_of_string

_PROSE_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".rst", ".txt", ".adoc", ".asciidoc", ".org", ".tex"})
_PROSE_NAMES = re.compile(
    r"(?:README|CHANGELOG|CHANGES|HISTORY|LICENSE|CONTRIBUTING|AUTHORS|NEWS|TODO)(?:\.\w+)?$", re.IGNORECASE
)
_MARKUP_SUFFIXES = frozenset({".html", ".htm", ".xml", ".svg", ".jinja", ".j2", ".jinja2", ".vue", ".svelte"})
_SCREAMING = re.compile(r"[A-Z][A-Z0-9_]*$")
_COMMENT_LINE = re.compile(r"\s*(?:#|//|;)")
_SQL_COMMENT = re.compile(r"--[^\n]*|/\*[\s\S]*?\*/|'(?:''|[^'])*'|\"[^\"]*\"")


def is_prose(path: str) -> bool:
    """Whether a path holds running text."""
    name = PurePosixPath(path)
    return name.suffix.lower() in _PROSE_SUFFIXES or bool(_PROSE_NAMES.match(name.name))


def role_in_text(path: str, text: str, start: int, end: int) -> Role:
    """The role of the token at `start`..`end` of a text that has no grammar."""
    if is_prose(path):
        return Role.PROSE
    if PurePosixPath(path).suffix.lower() in _MARKUP_SUFFIXES:
        return _role_in_markup(text, start, end)
    line_start = text.rfind("\n", 0, start) + 1
    if _COMMENT_LINE.match(text, line_start) and not text.startswith("#!", line_start):
        return Role.COMMENT
    token = text[start:end]
    if _SCREAMING.match(token):
        return Role.ENVIRONMENT
    word = _word_around(text, start, end)
    role = role_of_string(word)
    bare = role in (Role.KEY, Role.MESSAGE, Role.MODULE)
    return Role.VARIABLE if bare and word.strip("{}$()[]\"'=:,;") == token else role


def _role_in_markup(text: str, start: int, end: int) -> Role:
    """Between tags text is prose; inside a tag, a comment or a `{{ }}` hole it is data."""
    opened, closed = text.rfind("<", 0, start), text.rfind(">", 0, start)
    if text.startswith("<!--", opened) and text.find("-->", opened) >= end:
        return Role.COMMENT
    if max(text.rfind("{{", 0, start), text.rfind("{%", 0, start)) > max(
        text.rfind("}}", 0, start), text.rfind("%}", 0, start)
    ):
        return Role.VARIABLE
    if opened > closed:
        return role_of_string(_word_around(text, start, end).rpartition("=")[2].strip("\"'>"))
    return Role.PROSE


def _word_around(text: str, start: int, end: int) -> str:
    """The run of signs without blanks or quotes around a span."""
    left = max(text.rfind(sign, 0, start) for sign in " \t\n\"'`") + 1
    ends = [place for sign in " \t\n\"'`" if (place := text.find(sign, end)) >= 0]
    return text[left : min(ends, default=len(text))]


def role_in_sql(text: str, start: int) -> Role:
    """`comment` inside a comment of a SQL file, else `sql`."""
    for match in _SQL_COMMENT.finditer(text):
        if match.start() <= start < match.end():
            return Role.COMMENT if match[0][:2] in ("--", "/*") else Role.SQL
        if match.start() > start:
            break
    return Role.SQL
