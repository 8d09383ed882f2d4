"""Keys that are read where all that writes them stays: they stay with it, and so the way back brings back what moved."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flowcodemod.evidence.follow import CONFIDENT
from flowcodemod.evidence.siblings import ASKED, DATA, is_written
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference, Role, Status
from flowcodemod.program.program import Program, is_test


def unwritten(program: Program, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The same, with evidence against the keys that are only read while everything that writes them stays."""
    moving = (one for one in weighed if one.confidence >= CONFIDENT)
    written = {name for one in moving for name in _written(program, one)}
    return [_held(one) if _is_only_read(program, one) and not written & _names(one) else one for one in weighed]


def _written(program: Program, one: Weighed) -> Iterator[str]:
    """The names that code or data of ours writes as keys, keywords, fields or columns; a test is no writer."""
    for reference in one.bundle.references:
        path, start = reference.path, reference.start
        counts = path.endswith(DATA) and not is_test(path) and reference.status is Status.OPEN
        if counts and is_written(program.modules.text(path), start, reference.text):
            yield _plain(reference)


def _is_only_read(program: Program, one: Weighed) -> bool:
    """Whether a bundle is nothing but keys that are asked for, and only their name speaks for them."""
    if not any(piece.kind is Kind.KEY_FAMILY for piece in one.evidence):
        return False
    sites = ((reference, program.index.site(reference)) for reference in one.bundle.references)
    return all(reference.role is Role.KEY and site.use in ASKED and not site.binds for reference, site in sites)


def _names(one: Weighed) -> set[str]:
    return {_plain(reference) for reference in one.bundle.references}


def _held(one: Weighed) -> Weighed:
    evidence = Evidence(Kind.BOUNDARY, "it is read here, and what writes it stays")
    return replace(one, evidence=(*one.evidence, evidence))


def _plain(reference: Reference) -> str:
    """A name as Python writes it: the option `--session-id` writes the key `session_id`."""
    return reference.text.replace("-", "_")
