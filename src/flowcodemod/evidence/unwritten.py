"""Keys that are read where all that writes them stays: they stay with it, and so the way back brings back what moved."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.siblings import DATA, is_written
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.model.site import SiteKind, StringUse
from flowcodemod.pins.generated_names import generated_name
from flowcodemod.program.program import Program, is_test

_CONSTANT = re.compile(r"(?:^|\n)[A-Z][A-Z0-9_]*(?:\s*:[^=\n]+)?\s*=\s*[\"']$")
_NEAR = 80


def unwritten(program: Program, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The same, with evidence against keys that are only read, or written by tests, while all that writes them stays."""
    moving = (one for one in weighed if one.confidence >= CONFIDENT)
    written = {name for one in moving for name in _written(program, one)}
    return [_held(one) if _is_only_read(program, one) and not written & _names(one) else one for one in weighed]


def _written(program: Program, one: Weighed) -> Iterator[str]:
    """The names that code or data of ours writes as keys, fields, columns or arguments; tests write their fields."""
    for reference in one.bundle.references:
        path, start = reference.path, reference.start
        yield generated_name(program, reference)
        site = program.index.site(reference)
        ours = not is_test(path) or site.kind is SiteKind.MEMBER
        counts = path.endswith(DATA) and ours and reference.status is Status.OPEN
        text = program.modules.text(path)
        told = site.use in (StringUse.ARGUMENT, StringUse.METHOD) and site.whole and not site.asks
        told = told or (
            site.use is StringUse.VALUE and _CONSTANT.search(text, max(0, start - _NEAR), start) is not None
        )
        if counts and (told or is_written(text, start, reference.text)):
            yield _plain(reference)


def _is_only_read(program: Program, one: Weighed) -> bool:
    """Whether a bundle is nothing but keys that code asks for, or a test writes, and only their name speaks for them."""
    if not any(piece.kind is Kind.KEY_FAMILY for piece in one.evidence):
        return False
    return all(reference.role is Role.KEY and _reads(program, reference) for reference in one.bundle.references)


def _reads(program: Program, reference: Reference) -> bool:
    site = program.index.site(reference)
    return (site.asks and not site.binds) or (site.kind is SiteKind.STRING and is_test(reference.path))


def _names(one: Weighed) -> set[str]:
    return {_plain(reference) for reference in one.bundle.references}


def _held(one: Weighed) -> Weighed:
    evidence = Evidence(Kind.BOUNDARY, "it is read here, and what writes it stays")
    return replace(one, evidence=(*one.evidence, evidence))


def _plain(reference: Reference) -> str:
    """A name as Python writes it: the option `--session-id` writes the key `session_id`."""
    return reference.text.replace("-", "_")
