"""Names asked for in another way than by an attribute: `Kind["NAME"]`, `_Run__name`, `one.__name__ == "Run"`."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program
from flowcodemod.readers.syntax import enclosing, text_of

_MANGLED = re.compile(r"_(?P<class>[A-Za-z]\w*?)(?P<name>__\w+)")
_ENUM = re.compile(r"(?:Int|Str)?(?:Enum|Flag)|StrEnum|IntEnum")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie such a spelling to the member, class or function that it means."""
    for reference, site in program.sites():
        for target in _targets(program, reference, site):
            if program.reference(*target) is not None:
                evidence = Evidence(Kind.SHOWN_FLOW, f"a name that {target[0]} defines")
                yield Link((reference.path, reference.start), target, evidence)


def _targets(program: Program, reference: Reference, site: Site) -> Iterator[Key]:
    if site.kind is SiteKind.STRING and site.whole and site.use is StringUse.SUBSCRIPT:
        for path, one in program.classes_called(site.chain.rpartition(".")[2]):
            if reference.text in one.members and any(_ENUM.fullmatch(base.text) for base in one.bases):
                yield path, one.members[reference.text]
    if site.kind is SiteKind.STRING and site.whole and _is_compared_name(program, reference, site):
        found = program.classes_called(reference.text) or program.functions_called(reference.text)
        yield from ((path, one.start) for path, one in found if len(found) == 1)
    mangled = _MANGLED.fullmatch(reference.text) if site.kind in (SiteKind.ATTRIBUTE, SiteKind.STRING) else None
    for path, one in program.classes_called(mangled["class"]) if mangled is not None else ():
        start = one.attributes.get(mangled["name"], one.members.get(mangled["name"])) if mangled is not None else None
        if start is not None:
            yield path, start


def _is_compared_name(program: Program, reference: Reference, site: Site) -> bool:
    """Whether a string, alone or in a list, is compared with the name that a class or a function has."""
    syntax = program.index.files[reference.path].syntax
    if syntax is None or site.use not in (StringUse.COMPARISON, StringUse.ELEMENT, StringUse.MEMBERSHIP):
        return False
    node = enclosing(syntax.node_at(reference.start, reference.end), "comparison_operator")
    return node is not None and any(text_of(one).endswith("__name__") for one in node.named_children)
