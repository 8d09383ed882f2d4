"""`from package.module import name`: the name and its definition in a module of the repository, without a checker."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.readers.scopes import MODULE
from flowcodemod.stages.program import Program

_FROM = re.compile(
    r"from[ \t]+(?P<module>\.*[\w.]*)[ \t]+import\b[^\n]*$|from[ \t]+(?P<long>\.*[\w.]*)[ \t]+import[ \t]*\([^)]*$"
)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each imported name to what binds it at the top of the module it comes from."""
    bound = _bound(program)
    modules = _modules(program)
    for file in program.index.python:
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.IMPORT:
                continue
            match = None
            for match in _FROM.finditer(file.source.text, max(0, reference.start - 4000), reference.start):
                pass
            if match is None:
                continue
            module = match["module"] if match["module"] is not None else match["long"]
            for path in modules.get(_absolute(reference.path, module), ()):
                start = bound.get((path, reference.text))
                if start is not None:
                    evidence = Evidence(Kind.SHOWN_FLOW, f"imported from {path}")
                    yield Link((reference.path, reference.start), (path, start), evidence)


def _bound(program: Program) -> dict[tuple[str, str], int]:
    """(path, name) -> where the module binds the name first."""
    bound: dict[tuple[str, str], int] = {}
    for reference, site in program.sites():
        if site.binding == MODULE and site.binds:
            bound.setdefault((reference.path, reference.text), reference.start)
    return bound


def _modules(program: Program) -> dict[str, list[str]]:
    """Every dotted name a hit file can be imported by -> its paths: `src/a/b.py` is `src.a.b`, `a.b` and `b`."""
    modules: dict[str, list[str]] = {}
    for file in program.index.python:
        place = PurePosixPath(file.source.path)
        parts = place.parts[:-1] if place.stem == "__init__" else (*place.parts[:-1], place.stem)
        for first in range(len(parts)):
            modules.setdefault(".".join(parts[first:]), []).append(file.source.path)
    return modules


def _absolute(path: str, module: str) -> str:
    """The dotted name of a relative import, counted from the repository's root; others as they are."""
    dots = len(module) - len(module.lstrip("."))
    if not dots:
        return module
    folder = PurePosixPath(path).parts[:-1]
    return ".".join((*folder[: len(folder) - dots + 1], *([module[dots:]] if module[dots:] else [])))
