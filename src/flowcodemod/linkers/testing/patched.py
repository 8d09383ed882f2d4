"""`patch.object(Owner, "name")`, `setattr(module, "name", …)`, `getattr(module, "name")`: tied to what the owner has."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program
from flowcodemod.readers.accessors import is_accessor
from flowcodemod.readers.imports import bound_modules

_OWNER = re.compile(r"\(\s*(?P<owner>[^\W\d]\w*(?:\.\w+)*)\s*,\s*[rRuU]?[\"']$")
_MULTIPLE = re.compile(r"\(\s*[\"']?(?P<owner>[\w.]+)[\"']?\s*,")
_MADE = r"(?<![\w.]){}\s*(?::[^=\n]*)?=\s*(?:await\s+)?(?P<maker>[^\W\d]\w*(?:\.\w+)*)\("
_ANNOTATED = r"(?<![\w.]){}[ \t]*:[ \t]*[\"']?(?P<maker>[^\W\d]\w*(?:\.\w+)*)"


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie a string that names an attribute to the attribute of the module or class that is asked for it."""
    namespace = Namespace(program)
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is SiteKind.LABEL and site.callee is not None and site.chain.endswith("patch.multiple"):
                yield from _several(namespace, file.source.text, reference, site.callee.end)
            elif _names_an_attribute(site):
                target = _owned(namespace, file.source.text, reference)
                if target is not None:
                    evidence = Evidence(Kind.SHOWN_FLOW, f"{target[0]} defines it")
                    yield Link((reference.path, reference.start), target, evidence)


def _several(namespace: Namespace, text: str, reference: Reference, start: int) -> Iterator[Link]:
    """`patch.multiple("module", name=…)`: the keyword names what the module or class has."""
    owner = _MULTIPLE.match(text, start)
    chain = f"{owner['owner']}.{reference.text}" if owner is not None else ""
    target = namespace.lookup(chain, reference.path) or namespace.local(reference.path, chain) if chain else None
    if target is not None:
        yield Link((reference.path, reference.start), target, Evidence(Kind.SHOWN_FLOW, f"{target[0]} defines it"))


def _names_an_attribute(site: Site) -> bool:
    if site.kind is not SiteKind.STRING or not site.whole or site.callee is None:
        return False
    return is_accessor(site.callee.text, site.argument)


def _owned(namespace: Namespace, text: str, reference: Reference) -> Key | None:
    owner = _OWNER.search(text[max(0, reference.start - 200) : reference.start])
    return owned_by(namespace, text, reference, owner["owner"]) if owner is not None else None


def owned_by(namespace: Namespace, text: str, reference: Reference, owner: str) -> Key | None:
    """Where the attribute stands that a string names of what a dotted name of its file is, or is an instance of."""
    root, _, rest = owner.partition(".")
    chains = [] if rest else list(dict.fromkeys(_makers(text, root)))
    chains = chains or [owner]
    modules = bound_modules(text)
    found = set()
    for chain in chains:
        head, _, tail = chain.partition(".")
        target = namespace.local(reference.path, f"{chain}.{reference.text}")
        if target is None and head in modules and not modules[head].startswith("."):
            dotted = ".".join(part for part in (modules[head], tail, reference.text) if part)
            target = namespace.lookup(dotted, reference.path)
        found.add(target)
    return found.pop() if len(found) == 1 else None


def _makers(text: str, name: str) -> Iterator[str]:
    """The classes that a local name is an instance of, by what it is assigned from and how it is annotated."""
    for pattern in (_MADE, _ANNOTATED):
        for match in re.finditer(pattern.format(re.escape(name)), text):
            yield match["maker"]
