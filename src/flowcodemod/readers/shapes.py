"""What a string is, by its shape and by the region it stands in. docs/references.md, rows 16 to 25."""

import re
from collections.abc import Callable

from flowcodemod.model.reference import Role
from flowcodemod.readers.sql import is_sql

_PASCAL = re.compile(r"_*[A-Z]+[a-z0-9][A-Za-z0-9]*$")
_SCREAMING = re.compile(r"[A-Z_][A-Z0-9_]*$")
_BLANK = re.compile(r"\s")
_HOLE = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{[^{}\s]*\}")
_KEBAB = re.compile(r"[A-Za-z0-9]++(?:-[A-Za-z0-9]++)++$")
_URL = re.compile(r"(?:https?|wss?)://")
_QUERY = re.compile(r"[?&][\w.-]+=")
_ROOTS = frozenset({"tmp", "var", "etc", "home", "opt", "usr", "srv", "data", "mnt"})
_EXTENSION = re.compile(
    r"\.(?:jsonl?|csv|tsv|txt|pyi?|ipynb|ya?ml|log|db|sqlite3?|md|rst|toml|xml|html?|css|[cm]?jsx?|[cm]?tsx?|vue|pkl|parquet"
    r"|zip|t?gz|tar|ini|cfg|conf|env|sql|sh|lock|pdf|png|jpe?g|svg|gif|wav|mp3|go|java|rb|rs|php|tmp|bak|pid|sock)$"
)
_BACKSLASH = re.compile(r"^[A-Za-z]:\\|\\\\|\\(?![abfnrtvxuUNdDsSwWBAZ0-9'\"`.^$*+?(){}|\[\]/-])")
_DOTTED = re.compile(r"[^\W\d]\w*+(?:\.[^\W\d]\w*+)++$")
_JSON = re.compile(r"[\[\s]*+\{++\s*+\\?\"")
_NAMES = re.compile(r"[\w$]++(?:\s*+,\s*+[\w$]++)*+,?$")


def is_pascal(token: str) -> bool:
    """Whether an identifier is written as class names are."""
    return bool(_PASCAL.match(token)) and not token.isupper()


def is_screaming(token: str) -> bool:
    """Whether an identifier is written as environment variables are."""
    return bool(_SCREAMING.match(token))


def _is_route(text: str, region: str) -> bool:
    if _URL.match(text):
        return True
    if (region == "route" and "/" in text) or _QUERY.search(text):
        return True
    first, _, rest = text[1:].partition("/")
    return text.startswith("/") and first not in _ROOTS and not _EXTENSION.search(rest or first)


def _is_path(text: str, region: str) -> bool:
    return region == "path" or "/" in text or bool(_BACKSLASH.search(text) or _EXTENSION.search(text))


def _is_storage_key(text: str, _region: str) -> bool:
    return ":" in text or bool(_HOLE.search(text))


_WITHOUT_BLANKS: tuple[tuple[Role, Callable[[str, str], bool]], ...] = (
    (Role.HEADER, lambda text, _region: bool(_KEBAB.match(text))),
    (Role.ROUTE, _is_route),
    (Role.PATH, _is_path),
    (Role.STORAGE_KEY, _is_storage_key),
    (Role.MODULE, lambda text, _region: bool(_DOTTED.match(text))),
)
_LENT = {
    "column": Role.COLUMN,
    "environment": Role.ENVIRONMENT,
    "field": Role.FIELD,
    "module": Role.MODULE,
}


def role_of_string(text: str, region: str = "") -> Role:
    """The role of a string. `text` is its content with holes as `{}`; `region` is what its place lends it, if anything.

    Regions: `column`, `environment`, `field` and `module` decide; `sql`, `route`, `path` and `message` tip the scales;
    `name` is the key of a mapping.
    """
    if region in _LENT:
        return _LENT[region]
    blank = bool(_BLANK.search(text))
    if region == "message" and blank:
        return Role.MESSAGE
    if is_sql(text, expected=region == "sql"):
        return Role.SQL
    if not blank and not _JSON.match(text):
        role = next((role for role, fits in _WITHOUT_BLANKS if fits(text, region)), None)
        if role:
            return role
    elif _URL.match(text):
        return Role.ROUTE
    return Role.KEY if region == "name" or _NAMES.match(text) else Role.MESSAGE
