"""Code in running text: whether a name stands there as an attribute or as a keyword, and of what."""

import re
from collections.abc import Collection

_FAR = 800
_CALLEE = re.compile(r"(\w+)\s*$")
_ATTRIBUTE = re.compile(r"[\w)\]]\.$")
_KEY = re.compile(r"[\"']\s*[:\]]")
_DEFINED = re.compile(r"\bdef[ \t]+$")
_KEYWORD = re.compile(r"\s*=(?!=)")


def as_written(text: str, start: int, end: int, since: int = 0) -> str:
    """`.name`: an attribute, `callee(name=`: a keyword, `"name"`: a key, `def name`, `sql name`: in SQL, else the name.

    `since`: where the text begins that says so, such as the content of a string.
    """
    name = text[start:end]
    if _is_sql(text, start):
        return f"sql {name}"
    if _KEY.match(text, end) and text[max(0, start - 1) : start] == text[end]:
        return f'"{name}"'
    if _DEFINED.search(text[max(0, start - 8) : start]):
        return f"def {name}"
    if _ATTRIBUTE.search(text[max(0, start - 2) : start]):
        return f".{name}"
    if _KEYWORD.match(text, end):
        callee = _callee(text[max(since, start - _FAR) : start])
        return f"{callee}({name}=" if callee else name
    return name


def is_literal(text: str, start: int, end: int) -> bool:
    """Whether a text writes a name as the value of a string: in double quotes, or in single ones inside of backticks."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[-1:] == '"' == after[:1] and '""' not in (before, after)) or (before == "`'" and after == "'`")


def _is_sql(text: str, start: int) -> bool:
    """Whether the last fence before a place opens a block of SQL."""
    fence = text.rfind("\n```", 0, start)
    return fence >= 0 and text[fence + 4 : fence + 7].lower() == "sql"


def is_imported(text: str, name: str, paths: Collection[str]) -> bool:
    """Whether a text imports a name from a package that is none of the repository's."""
    found = (
        re.search(rf"^\W*from\s+(\w+)[\w.]*\s+import\s[^\n]*\b{re.escape(name)}\b", text, re.MULTILINE)
        if name
        else None
    )
    return found is not None and not any(found[1] in re.split(r"[/.]", path) for path in paths)


def _callee(before: str) -> str:
    """The last name before the bracket that is open at the end of a text, '' where none is or it is no call."""
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        sign = before[place]
        if sign in ")]}":
            depth += 1
        elif sign in "([{":
            if depth == 0:
                match = _CALLEE.search(before[:place]) if sign == "(" else None
                return match[1] if match else ""
            depth -= 1
        elif before.startswith("\n\n", place) and depth == 0:
            return ""
    return ""
