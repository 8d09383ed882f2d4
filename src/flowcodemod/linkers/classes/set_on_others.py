"""Attributes that code of ours sets on another object, `request.name = …`: ours, where its package or no package has one."""

import re
from collections import defaultdict
from collections.abc import Iterator

from flowcodemod.linkers.strings.accessors import asked_of
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Key, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program, is_test
from flowcodemod.readers.imports import bound_modules

_MISSING = r"\bnot\s+hasattr\(\s*{}\s*,\s*[\"']{}[\"']"


def link(program: Program) -> Iterator[Link]:
    """Tie what is asked of an imported object to the place where code that is no test sets it there."""
    asked: dict[tuple[str, str], list[Key]] = defaultdict(list)
    first: dict[tuple[str, str], Key] = {}
    for file in program.index.python if program.definers is not None else ():
        bound = bound_modules(file.source.text)
        for reference, site in zip(file.references, file.sites, strict=True):
            dotted = _imported(bound, _chain(file.source.text, reference, site))
            place, key = (dotted, reference.text), (reference.path, reference.start)
            if dotted and _is_foreign(program, dotted, reference):
                asked[place].append(key)
                if site.binds and not is_test(reference.path):
                    first.setdefault(place, key)
    for place, key in first.items():
        evidence = Evidence(Kind.SHOWN_FLOW, f"set on {place[0]} in {key[0]}")
        yield from (Link(key, other, evidence) for other in asked[place])
    yield from _of_nobody(program)


def _of_nobody(program: Program) -> Iterator[Link]:
    """Tie attributes that no class has and no package knows to where code adds them to whatever it is given.

    Code adds what it first asks for: `if not hasattr(client, "name"): client.name = …`; others may have what it only sets.
    """
    asked: dict[str, list[Key]] = defaultdict(list)
    first: dict[str, Key] = {}
    for reference, site in program.sites():
        key, text = (reference.path, reference.start), program.modules.text(reference.path)
        chain = _chain(text, reference, site)
        if not chain or program.answers.get(key) or program.owners(reference.text):
            continue
        asked[reference.text].append(key)
        sets = site.kind is SiteKind.ATTRIBUTE and site.binds and chain.isidentifier() and not is_test(reference.path)
        if sets and re.search(_MISSING.format(re.escape(chain), re.escape(reference.text)), text):
            first.setdefault(reference.text, key)
    for name, key in first.items():
        if program.is_closed(name):
            evidence = Evidence(Kind.SHOWN_FLOW, f"set in {key[0]}, and nobody else has the name")
            yield from (Link(key, other, evidence) for other in asked[name] if other != key)


def _chain(text: str, reference: Reference, site: Site) -> str:
    """The dotted name that is asked for an attribute, by its name or by a string: `getattr(request, "name")`."""
    return site.chain if site.kind is SiteKind.ATTRIBUTE else asked_of(text, reference, site)


def _imported(bound: dict[str, str], chain: str) -> str:
    """The whole dotted name of something that a file imports; '' for anything else, and for what a call returns."""
    root, _, rest = chain.partition(".")
    if root not in bound or bound[root].startswith(".") or not all(part.isidentifier() for part in chain.split(".")):
        return ""
    return f"{bound[root]}.{rest}" if rest else bound[root]


def _is_foreign(program: Program, dotted: str, reference: Reference) -> bool:
    """Whether a dotted name leads into a package that is not the repository's, and that gives nothing such a name."""
    package = dotted.partition(".")[0]
    known = program.definers(reference.text) if program.definers is not None else ()
    return program.modules.layout.resolve(package, reference.path) is None and package not in known
