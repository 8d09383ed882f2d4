"""`Run.__table__.c.name`, `runs.insert().values(name=…)`: a table names its columns as the database does."""

import re
from collections.abc import Iterator

from flowcodemod.model.campaign import Boundary, Campaign, Policy
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.pins.column_policy import goes
from flowcodemod.pins.stored_members import mapped_fields
from flowcodemod.program.program import Program

_COLUMNS = re.compile(r"(?P<table>[^\W\d]\w*(?:\.\w+)*)\.(?:c|columns)$")
_VALUES = re.compile(r"(?P<table>[^\W\d]\w*(?:\.\w+)*)\.(?:insert|update)\(.*\.values$", re.DOTALL)
_STATEMENT = re.compile(r"(?:insert|update)\(\s*(?P<table>[^\W\d]\w*(?:\.\w+)*)\s*\).*\.values$", re.DOTALL)
_MADE = r"(?<![\w.]){}\s*(?::[^=\n]+)?=\s*(?:(?:\w+\.)*Table\(|[\w.]+\.__table__\b)"


def link(program: Program) -> Iterator[Claim]:
    """Claim such a name for the database, unless its column is renamed there."""
    campaign = program.campaign
    for reference, site in program.sites() if campaign is not None else ():
        table = table_asked(site)
        if not table or campaign is None or not _is_table(program, reference.path, table):
            continue
        if not _is_renamed(program, reference, table, campaign):
            evidence = Evidence(Kind.BOUNDARY, f"{table} names its columns as the database does")
            yield Claim((reference.path, reference.start), evidence)


def table_asked(site: Site) -> str:
    """What stands where a table would: before `.c` or `.values(…)`; '' for any other site."""
    if site.kind is SiteKind.ATTRIBUTE or (site.use is StringUse.SUBSCRIPT and site.whole):
        found = _COLUMNS.search(site.chain)
    elif site.kind is SiteKind.LABEL and site.chain.endswith(".values"):
        return table_given(site.chain)
    else:
        found = None
    return found["table"] if found else ""


def table_given(called: str) -> str:
    """What the statement is about whose `.values` is called; '' for any other function."""
    found = _VALUES.search(called) or _STATEMENT.search(called)
    return found["table"] if found else ""


def _is_table(program: Program, path: str, table: str) -> bool:
    """Whether a dotted name is a class's table, or one that the file, or what it imports, makes by that name."""
    if table.endswith(".__table__"):
        return True
    name = table.rpartition(".")[2]
    made = re.compile(_MADE.format(re.escape(name)))
    if made.search(program.modules.text(path)):
        return True
    bound = program.modules.bound(path).get(table.partition(".")[0])
    return bound is not None and bound.is_import and any(made.search(text) for _path, text in program.modules.texts())


def _is_renamed(program: Program, reference: Reference, table: str, campaign: Campaign) -> bool:
    owners = program.once(mapped_fields).get(reference.text, {})
    key = owners.get(table.removesuffix(".__table__").rpartition(".")[2])
    member = program.reference(*key) if key is not None else None
    if member is not None:
        return goes(program, member, campaign)
    return campaign.boundaries.get(Boundary.DATABASE) is Policy.RENAME
