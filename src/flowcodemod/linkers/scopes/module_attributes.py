"""Names that a module's `__getattr__` answers for: all that spells one in the module, and what the module loads for it."""

import re
from collections.abc import Iterator

from flowcodemod.inventory.file import File
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program
from flowcodemod.readers.module_attributes import answered

_LOADED = re.compile(r"[\"']\s*:\s*\(?\s*[\"'](?P<module>\.*[\w.]*)[\"']")
_HOOKS = frozenset({"__getattr__", "__dir__"})


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the strings and imports of one such name to the first place that answers for it."""
    namespace = Namespace(program)
    for file in program.index.python:
        starts = set(answered(file.syntax)) if file.syntax is not None and "__getattr__" in file.source.text else set()
        for key, target in _tied(program, namespace, file, starts) if starts else ():
            if target is not None and target != key:
                yield Link(key, target, Evidence(Kind.SHOWN_FLOW, f"{file.source.path} answers for it"))


def _tied(program: Program, namespace: Namespace, file: File, starts: set[int]) -> Iterator[tuple[Key, Key | None]]:
    path, bound = file.source.path, program.modules.bound(file.source.path)
    for reference, site in zip(file.references, file.sites, strict=True):
        one, key = bound.get(reference.text), (path, reference.start)
        listed = site.kind is SiteKind.STRING and site.whole and reference.scope in _HOOKS
        if one is not None and (reference.start in starts or listed or _is_loaded(site.kind, reference.scope)):
            yield key, (path, one.start)
        loaded = _LOADED.match(file.source.text, reference.end) if reference.start in starts else None
        if loaded is not None:
            yield key, _definition(program, namespace, path, loaded["module"], reference.text)


def _is_loaded(kind: SiteKind, scope: str) -> bool:
    """Whether the hook imports the name to give it away."""
    return kind is SiteKind.IMPORT and scope == "__getattr__"


def _definition(program: Program, namespace: Namespace, path: str, module: str, name: str) -> Key | None:
    """Where the module that a lazy table names defines the name."""
    rest = module.lstrip(".")
    if rest == module:
        return namespace.lookup(f"{module}.{name}", path)
    place = program.modules.layout.relative(len(module) - len(rest), rest, path)
    return namespace.within(place, [name]) if place is not None else None
