"""What a string is, by its shape and by the region it stands in. docs/references.md, rows 16 to 25."""

import re
from collections.abc import Callable

from flowcodemod.model.reference import Role

_HOLE = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\$\{[^{}]*\}|\{[^{}\s]*\}")
_SQL = re.compile(
    r"\s*(?:--[^\n]*\n\s*|\(\s*)*(?:"
    r"select\s+(?:distinct\s+)?(?:[\w.*\"`\[\]{}]+(?:\([^()]*\))?(?:\s+as\s+\S+)?)(?:\s*,\s*[^\s,]+(?:\([^()]*\))?(?:\s+as\s+[^\s,]+)?)*\s+from\s"
    r"|insert\s+(?:or\s+\w+\s+)?into\s|update\s+\S+\s+set\s|delete\s+from\s|replace\s+into\s|merge\s+into\s|truncate\s+table\s"
    r"|(?:alter|drop|create)\s+(?:unique\s+|or\s+replace\s+|temp(?:orary)?\s+|virtual\s+)*(?:table|index|view|column|trigger|sequence|type|schema)\s"
    r"|with\s+\w+\s+as\s*\(|pragma\s+\w|explain\s+select\s)",
    re.IGNORECASE,
)
_UPPER_SQL = re.compile(
    r"\s*\(?\s*(?:SELECT|INSERT|UPDATE|DELETE|ALTER|WITH|CREATE|DROP|EXPLAIN)\s[\s\S]*\b(?:FROM|INTO|SET|TABLE|AS|INDEX|COUNT)\b"
)
_SQL_FRAGMENT = re.compile(
    r"\s*(?:WHERE|AND|OR|ORDER BY|GROUP BY|HAVING|(?:LEFT |INNER |OUTER )?JOIN|ON CONFLICT|SET|VALUES|RETURNING|FROM|REFERENCES|PRIMARY KEY|FOREIGN KEY|UNIQUE)[\s(]"
    r"|\s*[\w.]+\s+(?:TEXT|VARCHAR|INTEGER|UUID|CHAR|BIGINT|TIMESTAMP)\b"
    r"|[\s\S]*\b\w+\s*(?:=|<>|!=|\bIN\b|\bLIKE\b)\s*(?:\?|%s|%\(|:\w|\$\d|\(\?)"
)
_OPTION = re.compile(r"--?[A-Za-z][\w-]*(?:[= /,].*)?$")
_KEBAB = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+:?$")
_URL = re.compile(r"(?:https?|wss?)://")
_QUERY = re.compile(r"[?&][\w.-]+=")
_ROOTS = frozenset(
    {"tmp", "var", "etc", "home", "opt", "usr", "srv", "data", "mnt", "bin", "root", "dev", "proc", "app"}
)
_EXTENSION = re.compile(
    r"\.(?:jsonl?|csv|tsv|txt|pyi?|ya?ml|log|db|sqlite3?|md|rst|toml|xml|html?|jsx?|tsx?|pkl|parquet|zip|gz|ini|cfg|env|sql|sh|lock)$"
)
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$")
_NAMES = re.compile(r"[\w$]+(?:\s*,\s*[\w$]+)*,?$")
_PASCAL = re.compile(r"_*[A-Z]+[a-z0-9][A-Za-z0-9]*$")


def is_pascal(token: str) -> bool:
    """Whether an identifier is written as class names are."""
    return bool(_PASCAL.match(token)) and not token.isupper()


def is_sql(text: str, *, expected: bool = False) -> bool:
    """Whether a string is SQL; `expected` where it is handed to something that runs SQL, so that a fragment counts."""
    if _SQL.match(text) or _UPPER_SQL.match(text) or (re.search(r"\s", text) and _SQL_FRAGMENT.match(text)):
        return True
    return expected and bool(re.search(r"\s", text.strip()))


def _is_route(text: str, region: str) -> bool:
    if _URL.match(text):
        return True
    if re.search(r"\s", text.strip()):
        return False
    if (region == "route" and ("/" in text)) or _QUERY.search(text):
        return True
    first, _, rest = text[1:].partition("/")
    return text.startswith("/") and first not in _ROOTS and not _EXTENSION.search(rest or first)


def _is_path(text: str, region: str) -> bool:
    return not re.search(r"\s", text) and (
        region == "path" or "/" in text or "\\\\" in text or bool(_EXTENSION.search(text))
    )


def _is_storage_key(text: str, region: str) -> bool:
    del region
    return not re.search(r"\s", text) and (":" in text or bool(_HOLE.search(text)))


_SHAPES: tuple[tuple[Role, Callable[[str, str], bool]], ...] = (
    (Role.SQL, lambda text, region: is_sql(text, expected=region == "sql")),
    (Role.ENVIRONMENT, lambda text, region: region == "environment"),
    (Role.ARGUMENT, lambda text, region: bool(_OPTION.match(text))),
    (Role.HEADER, lambda text, region: bool(_KEBAB.match(text))),
    (Role.ROUTE, _is_route),
    (Role.PATH, _is_path),
    (Role.STORAGE_KEY, _is_storage_key),
    (Role.MODULE, lambda text, region: bool(_DOTTED.match(text))),
    (Role.KEY, lambda text, region: bool(_NAMES.match(text))),
)


_LENT = {"column": Role.COLUMN, "field": Role.FIELD, "name": Role.KEY}


def role_of_string(text: str, region: str = "", token: str = "") -> Role:
    """The role of a token in a string. `text` is the content with holes as `{}`; `region` the role its place lends."""
    if region == "annotation":
        return Role.CLASS if is_pascal(token) else Role.VARIABLE
    if region in _LENT:
        return _LENT[region]
    if region == "message" and re.search(r"\s", text):
        return Role.MESSAGE
    return next((role for role, fits in _SHAPES if fits(text, region)), Role.MESSAGE)
