"""Names bound in one scope of one file: a local variable, a parameter with its uses, a name of the module."""

from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_BOUND = frozenset({SiteKind.NAME, SiteKind.PARAMETER, SiteKind.IMPORT, SiteKind.DEFINITION, SiteKind.MEMBER})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie every use of a name to the first token that the same scope binds."""
    tied: dict[tuple[str, int, str], list[Key]] = defaultdict(list)
    for reference, site in program.sites():
        if site.kind in _BOUND and site.binding is not None:
            tied[reference.path, site.binding, reference.text].append((reference.path, reference.start))
    evidence = Evidence(Kind.LOCAL_BINDING)
    for keys in tied.values():
        yield from (Claim(key, evidence) for key in keys[:1])
        yield from (Link(keys[0], key, evidence) for key in keys[1:])
