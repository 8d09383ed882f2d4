"""Fields of `namedtuple("Row", ["name"])`, `make_dataclass`, `TypedDict`: the string defines them, code uses them."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Answer, Key, Link
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program

_MADE = re.compile(
    r"\s*[=(]\s*(?:\w+\.)?(?:namedtuple|make_dataclass|TypedDict|NamedTuple)\((?P<fields>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)"
)


def link(program: Program) -> Iterator[Link]:
    """Tie each use to the string that the type checker, or the class it calls, leads to."""
    for reference, site in program.sites():
        if site.kind not in (SiteKind.ATTRIBUTE, SiteKind.LABEL):
            continue
        key = (reference.path, reference.start)
        for answer in program.answers.get(key, ()):
            if not answer.outside and answer.path in program.index.files:
                for field in _fields(program, answer, reference.text):
                    yield Link(key, field, Evidence(Kind.RESOLVED, f"field of the tuple made in {field[0]}"))


def _fields(program: Program, answer: Answer, name: str) -> Iterator[Key]:
    """The strings that define a field of that name: inside the answer, or in what makes the class that it names."""
    file = program.index.files[answer.path]
    start, end = answer.start, answer.start + len(answer.text)
    if answer.text[:1] not in "\"'" or not answer.text:
        made = _MADE.match(file.source.text, end)
        if made is None:
            return
        start, end = made.span("fields")
    for one in file.references:
        if start <= one.start < end and one.text == name:
            yield answer.path, one.start
