"""Members of what a script imports from others: the options of their classes, the properties of their elements."""

from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim
from flowcodemod.program.program import Program
from flowcodemod.readers.script_modules import package_of


def link(program: Program) -> Iterator[Claim]:
    """Claim a member for the package whose object it is of: that declares it, or is not installed and takes it."""
    for reference, site in program.scripts.sites():
        if not site.of or not program.scripts.modules.is_foreign(site.of, reference.path):
            continue
        declares = program.node_declares(reference.path, package_of(site.of), reference.text)
        if declares or (site.given and declares is None):
            evidence = Evidence(Kind.FOREIGN, f"it is of what is imported from {site.of}")
            yield Claim((reference.path, reference.start), evidence)
