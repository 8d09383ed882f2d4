"""Protocols of ours that installed packages implement: their attributes are a contract, which those packages hold us to."""

import re
from collections.abc import Iterator
from pathlib import Path

from flowcodemod.model.link import Key
from flowcodemod.model.site import SiteKind
from flowcodemod.program.program import Program


def implemented_elsewhere(program: Program) -> Iterator[tuple[Key, str]]:
    """The members of protocols that a package which requires ours defines under the same name, and where it does."""
    texts: dict[Path, str] | None = None
    for reference, site in program.sites() if program.companions else ():
        if site.kind is not SiteKind.MEMBER or site.owner is None:
            continue
        one = program.definitions(reference.path).classes.get(site.owner.start)
        if one is None or not any(base.text == "Protocol" for base in one.bases):
            continue
        texts = _texts(program) if texts is None else texts
        defined = re.compile(rf"^[ \t]+(?:def[ \t]+)?{re.escape(reference.text)}[ \t]*[:(]", re.MULTILINE)
        found = next((path for path, text in texts.items() if defined.search(text)), None)
        if found is not None:
            yield (reference.path, reference.start), f"{found.parent.name}/{found.name}"


def _texts(program: Program) -> dict[Path, str]:
    return {path: program.modules.text(str(path)) for path in program.companions}
