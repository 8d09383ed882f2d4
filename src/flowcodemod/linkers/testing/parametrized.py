"""`@pytest.mark.parametrize("name, …")` and the parameters of the tests below it."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.definitions import Function

_CALL = re.compile(r"(?:parametrize|usefixtures|given|patch|settings)\(")


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the argument names of a parametrize decorator to the parameters they fill."""
    for file in program.index.python:
        known = program.definitions(file.source.path)
        decorated = sorted(known.functions.values(), key=lambda function: function.start)
        for reference, site in zip(file.references, file.sites, strict=True):
            if site.kind is not SiteKind.STRING or not _in_parametrize(file.source.text, reference.start):
                continue
            for function in _below(decorated, file.source.text, reference.start):
                start = function.parameters.get(reference.text)
                if start is not None:
                    evidence = Evidence(Kind.SHOWN_FLOW, f"parametrizes {function.name}")
                    yield Link((reference.path, reference.start), (reference.path, start), evidence)


def _in_parametrize(text: str, start: int) -> bool:
    """Whether a string stands among the names (the first argument) of a parametrize decorator."""
    before = text[max(0, start - 2000) : start]
    called = before.rfind("parametrize(")
    if called < 0:
        return False
    between = before[called + len("parametrize(") :]
    if re.match(r"\s*(?:argnames\s*=\s*)?[\"'][^\"']*$", between):
        return True
    return bool(re.match(r"\s*(?:argnames\s*=\s*)?[(\[][^)\]]*$", between))


def _below(functions: list[Function], text: str, start: int) -> Iterator[Function]:
    """The function a decorator at `start` stands above; for a class, all its methods."""
    following = [function for function in functions if function.start > start]
    header = re.compile(r"^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+(\w+)", re.MULTILINE).search(text, start)
    if header is None or not following:
        return
    if header[2] == "def":
        yield following[0]
        return
    end = re.compile(rf"^[ \t]{{0,{len(header[1])}}}[^\s#)\]}}]", re.MULTILINE).search(text, header.end())
    yield from (function for function in following if end is None or function.start < end.start())
