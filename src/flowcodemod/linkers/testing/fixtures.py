"""pytest fixtures: a fixture's name, the parameters that ask for it, and `usefixtures` strings."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program, is_test

# What fills the parameters of a test other than fixtures, for a class or a module as a whole.
_FILLS = re.compile(
    r"\bpytestmark\b|^[ \t]*@[^\n]*\n(?:[ \t]*@[^\n]*\n)*[ \t]*class\b|pytest_generate_tests|\bfixture\([^)]*name=",
    re.M,
)


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each parameter of a test or fixture to the nearest fixture of that name."""
    fixtures = list(_fixtures(program))
    yield from _of_plugins(program, {name for name, _key in fixtures})
    if not fixtures:
        return
    for reference, site in program.sites():
        asks = site.kind is SiteKind.PARAMETER and site.owner is not None
        if not asks or site.owner is None or not _collects(program, reference.path, site.owner.start):
            continue
        for name, key in fixtures:
            folder = PurePosixPath(key[0]).parent
            near = key[0] == reference.path or (
                PurePosixPath(key[0]).name == "conftest.py" and PurePosixPath(reference.path).is_relative_to(folder)
            )
            if name == reference.text and near and key != (reference.path, site.owner.start):
                yield Link((reference.path, reference.start), key, Evidence(Kind.SHOWN_FLOW, f"fixture in {key[0]}"))


def _of_plugins(program: Program, known: set[str]) -> Iterator[Claim]:
    """Claim the parameters of plain tests that nothing here can fill: the fixtures of an installed plugin do."""
    for file in program.index.python:
        text = file.source.text
        if not is_test(file.source.path) or _FILLS.search(text):
            continue
        for reference, site in zip(file.references, file.sites, strict=True):
            asks = site.kind is SiteKind.PARAMETER and site.owner is not None and reference.text not in known
            if not asks or site.owner is None or text[reference.end : reference.end + 1] not in ",)":
                continue
            function = program.definitions(reference.path).functions.get(site.owner.start)
            if function is not None and function.name.startswith("test") and not function.decorators:
                evidence = Evidence(Kind.BOUNDARY, "a fixture that nothing here defines")
                yield Claim((reference.path, reference.start), evidence)


def _collects(program: Program, path: str, start: int) -> bool:
    """Whether a function is one that pytest fills: a test or a fixture."""
    function = program.definitions(path).functions.get(start)
    return function is not None and (
        function.name.startswith("test") or any("fixture" in one for one in function.decorators)
    )


def _fixtures(program: Program) -> Iterator[tuple[str, Key]]:
    for file in program.index.python:
        starts = {reference.start for reference in file.references}
        for function in program.definitions(file.source.path).functions.values():
            if function.start in starts and any("fixture" in decorator for decorator in function.decorators):
                yield function.name, (file.source.path, function.start)
