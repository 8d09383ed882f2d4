"""`package.module.name` and `Class.name` in code: attributes of what the file imports or defines, without a checker."""

import re
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program
from flowcodemod.readers.scopes import MODULE, Scopes

_CHAIN = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie an attribute to the definition that the dotted name before it leads to from the top of the file."""
    namespace = Namespace(program)
    for file in program.index.python:
        scopes: Scopes | None = None
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.ATTRIBUTE or not _CHAIN.fullmatch(site.chain) or file.syntax is None:
                continue
            if site.chain.partition(".")[0] not in program.modules.bound(reference.path):
                continue
            scopes = scopes or Scopes(file.syntax)
            if _is_the_modules_own(file, scopes, reference, site.chain):
                dotted = f"{site.chain}.{reference.text}"
                target = namespace.local(reference.path, dotted) or _in_submodule(
                    program, namespace, reference.path, dotted
                )
                if target is not None:
                    yield Link(
                        (reference.path, reference.start), target, Evidence(Kind.SHOWN_FLOW, f"{dotted} leads there")
                    )


def _is_the_modules_own(file: File, scopes: Scopes, reference: Reference, chain: str) -> bool:
    """Whether the chain's first name is bound by the module, not by a function around."""
    start = reference.start - 1 - len(chain)
    if file.syntax is None or file.source.text[start : reference.start] != f"{chain}.":
        return False
    root = chain.partition(".")[0]
    return scopes.binding(file.syntax.node_at(start, start + len(root))) == MODULE


def _in_submodule(program: Program, namespace: Namespace, path: str, dotted: str) -> tuple[str, int] | None:
    """`import a.b.c` binds `a`, from where the whole dotted name is to be read."""
    bound = program.modules.bound(path)[dotted.partition(".")[0]]
    if not bound.is_import or bound.name or bound.dots or "." in bound.module:
        return None
    return namespace.lookup(bound.module + dotted[len(dotted.partition(".")[0]) :], path)
