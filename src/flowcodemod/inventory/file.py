"""One file that holds references, with everything later stages look at."""

from dataclasses import dataclass

from flowcodemod.model.reference import Reference
from flowcodemod.model.script import ScriptSite
from flowcodemod.model.site import Site
from flowcodemod.model.source import Source
from flowcodemod.readers.syntax import Syntax


@dataclass(frozen=True)
class File:
    """One file that holds references. `syntax` and `sites` are there for Python files that parse.

    `script`: a site for each reference of a file of TypeScript or JavaScript that parses.
    """

    source: Source
    references: tuple[Reference, ...]
    parses: bool
    syntax: Syntax | None = None
    sites: tuple[Site, ...] = ()
    script: tuple[ScriptSite, ...] = ()
