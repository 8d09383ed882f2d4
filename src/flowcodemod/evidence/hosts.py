"""URLs of other hosts: their paths are theirs, and so is what a forge shows of somebody else's repository."""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program
from flowcodemod.readers.urls import url_around

_FORGE = re.compile(r"(?:^|\.)(?:github|gitlab|bitbucket|codeberg|readthedocs|rtfd|pypi)\.\w+$|(?:^|\.)sr\.ht$")


def foreign_host(program: Program, reference: Reference) -> str:
    """The host whose URL holds a name in its path or query; '' for no URL, nobody's host, and the repository's own pages."""
    host, path = url_around(program.modules.text(reference.path), reference.start)
    if _FORGE.search(host):
        folders = {part for known in program.index.paths for part in known.lower().split("/")[:-1][:2]} - {
            "src",
            "docs",
        }
        names = {name for name in folders if len(name) > 2}
        return "" if any(name.replace("_", "-") in path.replace("_", "-") for name in names) else host
    return host
