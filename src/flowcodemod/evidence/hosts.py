"""URLs of other hosts: their paths are theirs, and so is what a forge shows of somebody else's repository.

So are the names in a URN, and those in a schema that another host publishes.
"""

import re

from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program
from flowcodemod.readers.urls import url_around

_FORGE = re.compile(r"(?:^|\.)(?:github|gitlab|bitbucket|codeberg|readthedocs|rtfd|pypi)\.\w+$|(?:^|\.)sr\.ht$")

_URN = re.compile(r"\burn:[a-z0-9][a-z0-9-]+:[^\s\"'`<>{}]*$", re.IGNORECASE)
_SCHEMA = re.compile(
    r"^\s*\{?\s*[\"']?\$?id[\"']?\s*:\s*[\"']?https?://(?P<host>[^/\s\"'#?]+)(?P<path>[^\s\"']*)", re.MULTILINE
)
_DATA = (".json", ".yaml", ".yml")
_HEAD, _REACH = 2000, 200


def publisher(program: Program, path: str) -> str:
    """The host that publishes the JSON schema in a file; '' for any other file, and for a schema of the repository's own."""
    head = program.modules.text(path)[:_HEAD] if path.endswith(_DATA) else ""
    found = _SCHEMA.search(head) if "$schema" in head else None
    if found is None:
        return ""
    own = {part for known in program.index.paths for part in known.lower().split("/")[:-1][:1]} - {
        "src",
        "docs",
        "tests",
    }
    said = f"{found['host']}{found['path']}".lower().replace("_", "-")
    return "" if any(len(name) > 2 and name.replace("_", "-") in said for name in own) else found["host"]


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


def place_of_others(program: Program, reference: Reference) -> str:
    """Why a name is somebody else's by the text that it is part of: a URL, a URN or a schema; '' where that says nothing."""
    if host := foreign_host(program, reference):
        return f"in a URL of {host}, which names its own paths"
    if _URN.search(program.modules.text(reference.path)[max(0, reference.start - _REACH) : reference.start]):
        return "in a URN, which is registered for everybody"
    host = publisher(program, reference.path)
    return f"in a schema that {host} publishes" if host else ""
