"""What the campaign decides about one column: by its table where the code shows that, else by its name alone."""

import re
from collections.abc import Mapping

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.reference import Reference, Role
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Class

_TABLE = re.compile(r"""__tablename__\s*(?::[^=\n]+)?=\s*["'](?P<name>\w+)["']""")
_BEFORE = re.compile(r"(\w+)\.$")
_STATEMENT_ENDS = re.compile(r";[ \t]*$|\n[ \t]*\n", re.MULTILINE)
_DECIDES = frozenset({Policy.RENAME, Policy.PIN, Policy.KEEP})


def column_policy(program: Program, reference: Reference, campaign: Campaign) -> Policy:
    """Whether a column is renamed, pinned or kept: what `[columns]` says of it, else `[boundaries]`, else pinned."""
    decided = decided_for(program, reference, campaign) & _DECIDES
    if len(decided) == 1:
        return decided.pop()
    return campaign.boundaries.get(Boundary.DATABASE, Policy.PIN)


def goes(program: Program, reference: Reference, campaign: Campaign) -> bool:
    """Whether the stored name of a column is given up: it is renamed, or dropped for the one that has the new name."""
    if Policy.DROP in decided_for(program, reference, campaign):
        return True
    return column_policy(program, reference, campaign) is Policy.RENAME


def decided_for(program: Program, reference: Reference, campaign: Campaign) -> set[Policy]:
    """What `[columns]` says of the column that a member, a string or SQL names."""
    named = _meant(reference.text.lower(), campaign.columns)
    if not named:
        return set()
    if reference.role is Role.SQL:
        said = statement(program, reference)
        return {policy for table, policy in named.items() if is_named(table, said)}
    shown = table_named(program, reference)
    return {policy for table, policy in named.items() if not shown or table == shown}


def _meant(text: str, columns: Mapping[str, Policy]) -> dict[str, Policy]:
    """Table -> policy of the column that a token is, or that the name of an index or constraint ends in."""
    found: dict[str, tuple[int, Policy]] = {}
    for column, policy in columns.items():
        table, _dot, name = column.lower().rpartition(".")
        if text == name or (text.endswith(f"_{name}") and f"_{table}_" in text):
            found[table] = max(found.get(table, (0, policy)), (len(name), policy), key=lambda one: one[0])
    return {table: policy for table, (_length, policy) in found.items()}


def table_named(program: Program, reference: Reference) -> str:
    """The table that stands before the dot, or that the class around maps; '' where nothing shows one."""
    text = program.index.files[reference.path].source.text
    dotted = _BEFORE.search(text[max(0, reference.start - 80) : reference.start])
    around = program.definitions(reference.path).class_around(reference.start)
    return dotted[1] if dotted else table_of(text, around) if around is not None else ""


def table_of(text: str, one: Class) -> str:
    """The table that a class maps, '' where it does not say."""
    match = _TABLE.search(text, one.start, one.end)
    return match["name"] if match else ""


def is_named(table: str, said: str) -> bool:
    """Whether a statement speaks of a table."""
    return re.search(rf"(?<!\w){re.escape(table)}(?!\w)", said, re.IGNORECASE) is not None


def statement(program: Program, reference: Reference) -> str:
    """The SQL around a reference: in a string the whole string, in a file the statement."""
    file = program.index.files[reference.path]
    if file.syntax is not None:
        return file.syntax.string_around(reference.start, reference.end)
    text = file.source.text
    start = 0
    for match in _STATEMENT_ENDS.finditer(text, 0, reference.start):
        start = match.end()
    end = _STATEMENT_ENDS.search(text, reference.end)
    return text[start : end.end() if end else len(text)]
