"""What the type checker says: a token and its definition, in the repository or in somebody else's code."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Answer, Claim, Link
from flowcodemod.model.reference import Reference
from flowcodemod.model.site import Site, SiteKind, StringUse
from flowcodemod.program.program import Program


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie each token to its definition; claim it for its owner where that lies outside."""
    for reference, site in program.sites():
        key = (reference.path, reference.start)
        for answer in program.answers.get(key, ()):
            if answer.text != reference.text or ((answer.path, answer.start) == key and site.kind is SiteKind.LABEL):
                continue
            if answer.outside:
                yield Claim(key, Evidence(Kind.FOREIGN, answer.path))
            else:
                yield from _inside(program, reference, site, answer)


def _inside(program: Program, reference: Reference, site: Site, answer: Answer) -> Iterator[Link | Claim]:
    key = (reference.path, reference.start)
    target = program.reference(answer.path, answer.start)
    if target is None or (site.kind is SiteKind.STRING and site.use is not StringUse.SUBSCRIPT):
        return
    evidence = Evidence(Kind.RESOLVED, f"{answer.path}:{target.line}")
    if (answer.path, answer.start) == key:
        yield Claim(key, evidence)
    else:
        yield Link(key, (answer.path, answer.start), evidence)
