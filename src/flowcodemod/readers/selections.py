"""What a query selects by name: `select(Run.name)`, `query(Run.name)`, `.label("name")`, Django's `.values("name")`."""

import re

from tree_sitter import Node

from flowcodemod.readers.reaching import reaching
from flowcodemod.readers.row_origins import COLUMNS, EXECUTES, Path, called, first_argument
from flowcodemod.readers.sql import is_sql
from flowcodemod.readers.syntax import enclosing, text_of

_REPLACES = frozenset({"with_only_columns", "with_entities"})
_SELECTS = frozenset({"select", "query", "add_columns", "returning"}) | _REPLACES
_KEEPS_NAME = frozenset({"cast", "type_coerce"})
_KEYS, _FIELDS = "values", frozenset({"values", "values_list"})
_COMPUTES = frozenset({"annotate", "alias"})
_MAPPINGS = frozenset({"mappings", "_mapping", "_asdict", "values"})
_ASIDE = frozenset({"subquery", "cte", "lateral"})
_SETS = frozenset({"union", "union_all", "intersect", "intersect_all", "except_", "except_all"})
# What is left of a row after these has no names, or names of its own.
_VALUES = frozenset({"scalar", "scalars", "scalar_subquery", "scalar_one", "scalar_one_or_none"})
_NAMELESS = _VALUES | _SETS
_STRINGS = frozenset({"string", "concatenated_string"})
_CORE = re.compile(r"(?:conn|connection|engine|bind|cursor)(?:\(\))?$", re.IGNORECASE)
_TAKES_WORDS = EXECUTES | {"text"}
_QUOTES = re.compile(r"^\(?\s*\w?[\"']+")


def selection(name: Node) -> Node | None:
    """The call that selects something by a name, given as an attribute, a string or a keyword; None for any other name."""
    if name.type in ("string_content", "string_start", "string_end") and name.parent is not None:
        name = name.parent
    holder = name.parent
    if holder is None:
        return None
    if holder.type == "keyword_argument":
        call = enclosing(holder, "call")
        return call if call is not None and called(call) in _COMPUTES and _is_method(call) else None
    if name.type == "string":
        return _of_string(holder)
    return _given(holder) if holder.type == "attribute" and holder.child_by_field_name("attribute") == name else None


def has_rows_of(path: Path, call: Node, *, by_key: bool) -> bool:
    """Whether a path leads to rows of a call that selects something, and asks them as they are to be asked."""
    if call not in path:
        return False
    after = {called(step) for step in path[: path.index(call)]}
    if after & _NAMELESS or after & _REPLACES:
        return False
    if after & _ASIDE:
        return bool(after & COLUMNS)
    return by_key == bool(called(call) == _KEYS or after & _MAPPINGS)


def keeps_stored_names(path: Path) -> bool:
    """Whether rows are called as the database calls its columns: of SQL in words, of a union, of what a connection runs."""
    names = {called(step) for step in path}
    runs = next((step for step in path if step.type == "call" and called(step) in EXECUTES), None)
    if runs is None or names & _VALUES:
        return False
    of_core = _CORE.search(text_of(runs).partition(f".{called(runs)}(")[0]) is not None
    return bool(names & _SETS) or (of_core and bool(names & _SELECTS)) or _runs_words(path[-1])


def _runs_words(call: Node) -> bool:
    """Whether a call is given SQL as a text: `execute("SELECT …")`, `text("SELECT …")`."""
    given = first_argument(call) if call.type == "call" and called(call) in _TAKES_WORDS else None
    if given is not None and given.type == "identifier":
        given = next(iter(reaching(given)), None)
    return given is not None and given.type in _STRINGS and is_sql(_QUOTES.sub("", text_of(given)))


def _of_string(holder: Node) -> Node | None:
    call = enclosing(holder, "call") if holder.type == "argument_list" else None
    if call is None or not _is_method(call):
        return None
    if called(call) in _FIELDS:
        return call
    return _given(call) if called(call) == "label" else None


def _given(selected: Node) -> Node | None:
    """The call that takes an expression as one of the things that it selects."""
    holder = selected.parent
    if holder is not None and holder.type == "list":
        holder = holder.parent
    call = holder.parent if holder is not None and holder.type == "argument_list" else None
    if call is not None and called(call) in _KEEPS_NAME and first_argument(call) == selected:
        return _given(call)
    return call if call is not None and called(call) in _SELECTS else None


def _is_method(call: Node) -> bool:
    function = call.child_by_field_name("function")
    return function is not None and function.type == "attribute"
