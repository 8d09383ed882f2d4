"""Arguments that say the name something is stored or published under: what they hold is a pin, and no use of the name."""

import re

from flowcodemod.model.campaign import Boundary
from flowcodemod.model.site import Site, SiteKind

_PINS = {
    "db_column": Boundary.DATABASE,
    "db_table": Boundary.DATABASE,
    "alias": Boundary.HTTP,
    "serialization_alias": Boundary.HTTP,
    "validation_alias": Boundary.HTTP,
    "data_key": Boundary.HTTP,
    "db_column_name": Boundary.DATABASE,
    "db_field": Boundary.DATABASE,
    "source_field": Boundary.DATABASE,
}
_MAKES_COLUMNS = re.compile(r"\w+Field|Required|Optional|PrimaryKey")  # of peewee and Pony
_IN_METADATA = re.compile(r"\bmetadata\s*=\s*\{[^{}]*[\"']alias[\"']\s*:\s*[\"']$")

_OF_COLUMN = re.compile(r"\bsa_column_kwargs\s*=\s*\{[^{}]*[\"']name[\"']\s*:\s*[\"']$")


def pinning(site: Site, text: str, start: int) -> tuple[str, Boundary] | None:
    """The keyword of the argument that a string at a code point of a file pins a name in, and where it is pinned."""
    if site.kind is not SiteKind.STRING:
        return None
    keyword = site.argument if isinstance(site.argument, str) else ""
    if keyword in _PINS:
        return keyword, _PINS[keyword]
    # Others have arguments of these names, too: msgspec's `field(name=…)`, dataclasses-json's `config(field_name=…)`.
    called = site.callee.text if site.callee is not None else ""
    if (called, keyword) in (("field", "name"), ("config", "field_name")):
        return keyword, Boundary.HTTP
    if _MAKES_COLUMNS.fullmatch(called) and keyword in ("column", "column_name"):
        return keyword, Boundary.DATABASE
    if _IN_METADATA.search(text[max(0, start - 200) : start]):
        return "alias", Boundary.HTTP
    if _OF_COLUMN.search(text[max(0, start - 200) : start]):
        return "sa_column_kwargs", Boundary.DATABASE
    return None
