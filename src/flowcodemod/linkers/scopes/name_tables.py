"""`globals()["name"]`, `locals()["name"]`, `vars(owner)["name"]`, `sys.modules["a.b"]`: keys that are names of code."""

import re
from collections.abc import Iterator

from flowcodemod.linkers.strings.accessors import of_self
from flowcodemod.linkers.testing.patched import owned_by
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference, Status
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program
from flowcodemod.readers.accessors import is_accessor
from flowcodemod.readers.name_tables import Table, filled_by, owned, table_of
from flowcodemod.readers.scopes import MODULE

_BOUND = frozenset({SiteKind.NAME, SiteKind.PARAMETER, SiteKind.IMPORT, SiteKind.DEFINITION, SiteKind.MEMBER})
_MODULE_GIVEN = re.compile(
    r"\(\s*(?P<owner>[\w.]*(?:modules\[[^\[\]]+\]|import_module\([^()]*\)|__import__\([^()]*\)))\s*,"
)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie such a key to what bears the name."""
    namespace = Namespace(program)
    for reference, site in program.sites():
        text = program.modules.text(reference.path)
        table = _table(text, reference, site) if site.kind is SiteKind.STRING else None
        if table is None:
            continue
        if table.owner == "self":
            yield from of_self(program, reference)
            continue
        for key in _meant(program, namespace, reference, table):
            if key != (reference.path, reference.start):
                evidence = Evidence(Kind.SHOWN_FLOW, "a key of a table of names")
                yield Link((reference.path, reference.start), key, evidence)


def _table(text: str, reference: Reference, site: Site) -> Table | None:
    """The table of names that is asked for a string."""
    if site.callee is not None and is_accessor(site.callee.text, site.argument):
        given = _MODULE_GIVEN.match(text, site.callee.end)
        return owned(given["owner"]) if given is not None and site.whole else None
    if site.asks and site.whole:
        return table_of(site.chain)
    is_hole = text[reference.start - 1 : reference.start] in ("{", "(")
    return filled_by(text, reference.end) if is_hole else None


def _meant(program: Program, namespace: Namespace, reference: Reference, table: Table) -> Iterator[Key]:
    if table.module:
        found = namespace.lookup(f"{table.module}.{reference.text}", reference.path)
        yield from (found,) if found is not None else ()
    elif table.owner:
        found = owned_by(namespace, program.modules.text(reference.path), reference, table.owner)
        yield from (found,) if found is not None else ()
    else:
        yield from _of_place(program, reference, table)


def _of_place(program: Program, reference: Reference, table: Table) -> Iterator[Key]:
    """What bears the name in the module, or in the function or class around."""
    file = program.index.files[reference.path]
    whole = table.is_global or not reference.scope
    for other, site in zip(file.references, file.sites, strict=True):
        if other.text == reference.text and (_is_of_module if whole else _is_of_scope)(reference, other, site):
            yield other.path, other.start


def _is_of_module(_reference: Reference, other: Reference, site: Site) -> bool:
    """Whether a token is a name of its module, or what another key of the same table says."""
    named = site.kind in _BOUND and site.binding in (None, MODULE) and other.status is Status.OPEN
    return named or (site.kind is SiteKind.STRING and table_of(site.chain) == Table(is_global=True))


def _is_of_scope(reference: Reference, other: Reference, site: Site) -> bool:
    return site.kind in _BOUND and other.scope == reference.scope and site.binding not in (None, MODULE)
