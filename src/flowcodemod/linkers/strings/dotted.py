"""Strings and settings that name code by its dotted path: `patch("a.b.name")`, `tool = "a.b:main"`, a task's path."""

import re
from collections.abc import Iterator

from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.link import Claim, Link
from flowcodemod.model.reference import TEXTUAL, Reference
from flowcodemod.model.site import SiteKind
from flowcodemod.program.namespace import Namespace
from flowcodemod.program.program import Program

_BEFORE = re.compile(r"(?<![\w./-])[^\W\d]\w*(?:[.:][^\W\d]\w*)*[.:]$")
_REACH = 300


def link(program: Program) -> Iterator[Link | Claim]:
    """Tie the last name of a dotted path to its definition in the module that the path leads to."""
    namespace = Namespace(program)
    for file in program.index.files.values():
        for reference in file.references:
            dotted = path_before(file.source.text, reference) if _is_data(program, reference) else ""
            target = namespace.lookup(dotted + reference.text, reference.path) if dotted else None
            if target is not None and target != (reference.path, reference.start):
                yield Link(
                    (reference.path, reference.start),
                    target,
                    Evidence(Kind.SHOWN_FLOW, f"names {dotted}{reference.text}"),
                )


def _is_data(program: Program, reference: Reference) -> bool:
    """Whether a reference stands in a string of Python or in a file of settings."""
    if reference.role in TEXTUAL:
        return False
    if reference.path.endswith((".py", ".pyi")):
        return program.index.site(reference).kind is SiteKind.STRING
    return True


def path_before(text: str, reference: Reference) -> str:
    """The dotted path that ends right before a reference, with its last sign; a colon counts as a dot."""
    before = _BEFORE.search(text[max(0, reference.start - _REACH) : reference.start])
    return before[0].replace(":", ".") if before else ""
