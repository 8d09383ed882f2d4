"""`url_for("run", name=…)`, `reverse("run", kwargs={"name": …})`: arguments of a URL are those of its handler."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flowcodemod.linkers.web.query_strings import taken
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import TEXTUAL, Reference, Status
from flowcodemod.program.program import Program
from flowcodemod.readers.handlers import Handler, handlers

_ASKS = re.compile(
    r"(?:\b(?:url_for|url_path_for|reverse|reverse_lazy)\(\s*|\{%-?\s*url\s+)(?P<quote>[\"'])(?P<name>[\w.:-]+)(?P=quote)"
    r"(?P<rest>[^()]*(?:\([^()]*\)[^()]*)*(?:kwargs\s*=\s*dict\([^()]*)?)$"
)
_NAMED = re.compile(
    r"\b(?:re_)?path\(\s*[rR]?[\"'](?P<path>[^\"']*)[\"']\s*,\s*(?P<view>[\w.]+)[^\n]*?\bname\s*=\s*[\"'](?P<name>[\w-]+)"
)
_KWARGS = re.compile(r"\bkwargs\s*=\s*(?:\{|dict\()[^{}]*$")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A URL pattern: the last name of its view, and where its text stands."""

    view: str
    path: str
    start: int
    text: str

    def holes(self, name: str) -> Iterator[Key]:
        """Where the pattern has a hole of that name."""
        hole = re.compile(rf"[<:]({re.escape(name)})>")
        yield from ((self.path, self.start + match.start(1)) for match in hole.finditer(self.text))


Handlers = Mapping[str, list[tuple[str, Handler]]]


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie arguments of URLs that are asked for by name to what the handler of that name takes."""
    known = _by_name(program)
    views = _views(program)
    for file in program.index.files.values() if known or views else ():
        for reference in file.references:
            if reference.role in TEXTUAL or reference.status is not Status.OPEN:
                continue
            for target in _targets(program, file.source.text, reference, known, views):
                if target != (reference.path, reference.start):
                    evidence = Evidence(Kind.SHOWN_FLOW, f"an argument of the URL of a handler in {target[0]}")
                    yield Link((reference.path, reference.start), target, evidence)


def _targets(
    program: Program, text: str, reference: Reference, known: Handlers, views: Mapping[str, _Pattern]
) -> Iterator[Key]:
    head = text[max(0, reference.start - _LONGEST) : reference.start]
    asked = _ASKS.search(head)
    if asked is None:
        return
    quoted = text[reference.start - 1 : reference.start] in "\"'"
    if quoted and not _KWARGS.search(asked["rest"]):
        return
    if not quoted and not re.match(r"\s*=(?!=)", text[reference.end : reference.end + 4]):
        return
    name = re.split(r"[.:]", asked["name"])[-1]
    if name in views:
        yield from program.parameters_of(views[name].view, reference.text)
        yield from views[name].holes(reference.text)
        return
    found = known.get(name, [])
    for path, handler in found if len({path for path, _one in found}) == 1 else ():
        yield from taken(program, path, handler, reference.text)


def _by_name(program: Program) -> Handlers:
    found: dict[str, list[tuple[str, Handler]]] = defaultdict(list)
    for file in program.index.python:
        for handler in handlers(program.definitions(file.source.path)):
            found[handler.function.name].append((file.source.path, handler))
    return found


def _views(program: Program) -> dict[str, _Pattern]:
    """The name of a URL pattern -> the pattern, where all of that name call the same view."""
    found: dict[str, dict[str, _Pattern]] = defaultdict(dict)
    for file in program.index.python:
        for match in _NAMED.finditer(file.source.text):
            one = _Pattern(match["view"].rpartition(".")[2], file.source.path, match.start("path"), match["path"])
            found[match["name"]].setdefault(match["view"], one)
    return {name: next(iter(views.values())) for name, views in found.items() if len(views) == 1}
