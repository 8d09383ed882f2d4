"""Names of TypeScript and JavaScript: what one scope binds, and what a module takes from another, is one thing."""

from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.script import ScriptKind, ScriptSite
from flowcodemod.program.program import Program
from flowcodemod.readers.scopes import MODULE

_BOUND = Evidence(Kind.LOCAL_BINDING)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie every use of a name to the first token that the same scope binds, and every import to what is exported."""
    tied: dict[tuple[str, int, str], list[Key]] = defaultdict(list)
    for reference, site in program.scripts.sites():
        key = (reference.path, reference.start)
        if site.binding is not None:
            tied[reference.path, site.binding, reference.text].append(key)
        elif site.kind is ScriptKind.NAME:
            yield Claim(key, Evidence(Kind.UNRESOLVED, "no scope of its file binds it"))
        elif site.kind is ScriptKind.EXPORTED:
            yield Claim(key, _BOUND)
        if site.module:
            yield from _imported(program, reference, site)
        yield from _unseen(program, reference, site)
    for keys in tied.values():
        yield Claim(keys[0], _BOUND)
        yield from (Link(keys[0], key, _BOUND) for key in keys[1:])


def _imported(program: Program, reference: Reference, site: ScriptSite) -> Iterator[Link | Claim]:
    key = (reference.path, reference.start)
    found = list(program.scripts.exporting(site.module, reference.path, reference.text))
    for one in found:
        evidence = Evidence(Kind.SHOWN_FLOW, f"imported from {one.path}")
        yield Link(key, (one.path, one.start), evidence)
    if not found and program.scripts.modules.is_foreign(site.module, reference.path):
        yield Claim(key, Evidence(Kind.FOREIGN, f"it is imported from {site.module}"))
    elif not found:
        yield Claim(key, Evidence(Kind.UNRESOLVED, f"nothing here is known to export it as {site.module}"))


def _unseen(program: Program, reference: Reference, site: ScriptSite) -> Iterator[Claim]:
    """What other files may use is in doubt where one that cannot be read has the name, too."""
    place = program.scripts.unread.get(reference.text)
    if place and (site.binding in (None, MODULE) or site.kind is ScriptKind.SHORTHAND):
        detail = f"{place}, which does not parse, has it, too"
        yield Claim((reference.path, reference.start), Evidence(Kind.CALLERS_UNSEEN, detail))
