"""Signals hand on keywords by name: what is sent, and the parameters of the functions that receive it."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.imports import bound_modules

_MADE = re.compile(r"^[ \t]*(?P<name>[^\W\d]\w*)[ \t]*(?::[^=\n]+)?=\s*(?:\w+\.)*(?:\w*Signal|signal)\(", re.MULTILINE)
_SENDS = frozenset({"send", "send_robust", "send_async", "asend", "asend_robust"})
_RECEIVES = re.compile(r"(?:\w+\.)*receiver\(\s*[\[(]?(?P<told>[\w., \n]+)|(?P<asked>[\w.]+)\.connect(?:_via)?\b")
_CONNECTS = r"(?<![\w.])(?P<asked>[\w.]+)\.connect\(\s*{}\s*[,)]"


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what a signal of ours sends to what its receivers take; what a signal of others sends is named by them."""
    made = {match["name"] for _path, text in program.modules.texts() for match in _MADE.finditer(text)}
    first: dict[tuple[str, str], Key] = {}
    for reference, site in program.sites():
        key = (reference.path, reference.start)
        for signal, by_receiver in _signals(program, reference, site):
            name = signal.rpartition(".")[2]
            outside = _outside(program, reference.path, signal)
            if outside and (by_receiver or "signal" in outside):
                yield Claim(key, Evidence(Kind.FOREIGN, f"the signal {outside} hands it on by name"))
            elif not outside and name in made:
                evidence = Evidence(Kind.SHOWN_FLOW, f"the signal {name} hands it on by name")
                yield Claim(key, evidence)
                if first.setdefault((name, reference.text), key) != key:
                    yield Link(key, first[name, reference.text], evidence)


def _signals(program: Program, reference: Reference, site: Site) -> Iterator[tuple[str, bool]]:
    """The signals that send a label, or that a parameter receives, as code writes them; whether `@receiver` says so."""
    if site.kind is SiteKind.LABEL and site.callee is not None and site.callee.text in _SENDS:
        signal = site.chain.rpartition(".")[0]
        yield from [(signal, False)] if signal else []
    elif site.kind is SiteKind.PARAMETER and site.owner is not None:
        function = program.definitions(reference.path).functions.get(site.owner.start)
        for decorator in function.decorators if function is not None else ():
            match = _RECEIVES.match(decorator)
            told = re.findall(r"[\w.]+", (match["told"] or match["asked"]) if match else "")
            yield from ((one, bool(match and match["told"])) for one in told)
        called = re.compile(_CONNECTS.format(re.escape(site.owner.text)))
        for match in called.finditer(program.modules.text(reference.path)):
            yield match["asked"], False


def _outside(program: Program, path: str, signal: str) -> str:
    """The dotted name of a signal that a file imports from elsewhere, '' for any other."""
    head, _dot, rest = signal.partition(".")
    module = bound_modules(program.modules.text(path)).get(head, "")
    if (
        not module
        or module.startswith(".")
        or program.modules.layout.resolve(module.partition(".")[0], path) is not None
    ):
        return ""
    return f"{module}.{rest}".rstrip(".")
