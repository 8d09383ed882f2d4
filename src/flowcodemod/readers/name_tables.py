"""Tables of names: `globals()`, `locals()`, `vars(owner)`, `owner.__dict__`; their keys are names of code."""

import re
from dataclasses import dataclass

_OWN = re.compile(r"(?P<module>globals)\(\)$|(?:locals|vars)\(\)$")
_OF_OWNER = re.compile(r"vars\((?P<asked>[^()]+(?:\([^()]*\))?)\)$|(?P<held>.+)\.__dict__$", re.DOTALL)
_MODULE = re.compile(
    r"(?:sys\.)?modules\[(?:(?P<own>__name__)|[\"'](?P<listed>[\w.]+)[\"'])\]$"
    r"|(?:(?:importlib\.)?import_module|__import__)\(\s*[\"'](?P<imported>[\w.]+)[\"']\s*\)$"
)
_FILLS = re.compile(r"(?:[^\"'\n]*[\"'])\s*(?:%\s*|\.format(?:_map)?\(\s*(?:\*\*\s*)?)(?P<table>\w+)\(\)")


@dataclass(frozen=True, slots=True)
class Table:
    """Whose names: `owner` is code of the file, `module` a dotted path; both are empty for the names of the place itself.

    `is_global`: those of the module, wherever it is asked for.
    """

    owner: str = ""
    module: str = ""
    is_global: bool = False


def table_of(chain: str) -> Table | None:
    """The table that a subscripted or searched expression is; None for any other expression."""
    own = _OWN.match(chain)
    if own is not None:
        return Table(is_global=own["module"] is not None)
    found = _OF_OWNER.match(chain)
    return owned(found["asked"] or found["held"]) if found is not None else None


def owned(owner: str) -> Table:
    """The names of what an expression gives: a module that is asked for by its path, or whatever else."""
    module = _MODULE.match(owner.strip())
    if module is None:
        return Table(owner=owner.strip())
    return Table(module=module["listed"] or module["imported"] or "", is_global=module["own"] is not None)


def filled_by(text: str, end: int) -> Table | None:
    """The table that fills a string of whose text a code point is part: `"…%(name)s" % locals()`; None where none does."""
    found = _FILLS.match(text, end, end + 400)
    return table_of(f"{found['table']}()") if found is not None else None
