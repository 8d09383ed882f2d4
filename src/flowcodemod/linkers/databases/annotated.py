"""`rows.annotate(name=…)`: what a query computes, and the lookups, strings and attributes of the file that ask for it."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program, annotates


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie what asks for a computed value of a query by its name to the keyword that names it."""
    for file in program.index.python:
        pairs = list(zip(file.references, file.sites, strict=True))
        named = {one.text: one for one, site in reversed(pairs) if site.kind is SiteKind.LABEL and annotates(site)}
        for reference, site in pairs if named else ():
            first = named.get(reference.text.lstrip("-").partition("__")[0])
            key = (reference.path, reference.start)
            if first is None or first is reference or not _asks(site) or program.answers.get(key):
                continue
            evidence = Evidence(Kind.SHOWN_FLOW, f"the query names it in line {first.line}")
            yield Link(key, (first.path, first.start), evidence)


def _asks(site: Site) -> bool:
    """Whether a site may speak of a computed value: a keyword of a method, a whole string, an attribute that is read."""
    if site.kind is SiteKind.LABEL:
        return "." in site.chain or site.chain in ("Q", "When", "dict")
    return (site.kind is SiteKind.STRING and site.whole) or (site.kind is SiteKind.ATTRIBUTE and not site.binds)
