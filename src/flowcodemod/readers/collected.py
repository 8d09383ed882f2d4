"""What a function does with names that it is given: it asks an object for them, or gives them to a mapper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_COLLECTS = re.compile(r"\*\*\s*(\w+)\s*(?::[^,)]*)?,?\s*\)")
_LOOKUPS = r"(?:filter|filter_by|exclude|get|a?get_or_create|a?update_or_create|update|values|create|one_or_none|first)"
_SPLAT = r"\((?:[^()]|\([^()]*\))*?\*\*\s*{name}\b"
_CHAIN = r"(?P<chain>[^\n=]*?)(?:\n\s*)?\.{lookups}" + _SPLAT
_SOME_CLASS = r"(?<![\w.])(?:\w+\.)*_*(?:model|entity|table|klass|cls|orm)(?:_(?:class|cls|type|model))?_*" + _SPLAT
_PASSES = r"(?<![\w.])(?P<callee>\w+(?:\.\w+)*)" + _SPLAT
_SETS = (
    r"\bfor\s+(\w+)\s*,\s*\w+\s+in\s+{name}\.items\(\)\s*:[^\n]*\n"
    r"(?:[^\n]*\n){{0,6}}?[^\n]*\bsetattr\(\s*[\w.]+\s*,\s*\1\s*,"
)
_ASKS = r"\b(?:getattr|setattr|hasattr)\(\s*[\w.]+\s*,\s*{name}\s*[,)]"


class Given(StrEnum):
    """How a function is given a name: among its keywords, as a key of a mapping, or as a string."""

    KEYWORDS = "keywords"
    MAPPING = "mapping"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Holder:
    """The variable of a function that holds the names it is given, and how."""

    name: str
    given: Given


def collected(text: str) -> str:
    """What the text of a function calls the keywords that it collects; '' where it collects none."""
    found = _COLLECTS.search(text)
    return found[1] if found else ""


def queried(text: str, holder: Holder) -> str | None:
    """What stands before the lookup that a function gives the names to, '' for none; None where they go elsewhere."""
    name = re.escape(holder.name)
    if holder.given is Given.NAME:
        return "" if re.search(_ASKS.format(name=name), text) else None
    looked = re.search(_CHAIN.format(lookups=_LOOKUPS, name=name), text)
    if looked is not None:
        return looked["chain"]
    made = re.search(_SOME_CLASS.format(name=name), text) or re.search(_SETS.format(name=name), text)
    return "" if made else None


def passed_on(text: str, holder: Holder) -> Iterator[str]:
    """The dotted names of what a function gives all the keywords to that it collects."""
    if holder.given is Given.KEYWORDS:
        head = _COLLECTS.search(text)
        for match in re.compile(_PASSES.format(name=re.escape(holder.name))).finditer(text, head.end() if head else 0):
            yield match["callee"]
