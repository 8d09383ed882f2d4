"""Texts that say whose attribute they mean, `Status.name`: they go with that class, or with the code of that spelling."""

import re
from collections import Counter
from collections.abc import Mapping

from flowcodemod.evidence.as_code import SELVES
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference
from flowcodemod.program.program import Program

_RECEIVER = re.compile(r"(?<![\w.])(\w+)\.$")
_CLASS = re.compile(r"[A-Z][a-z0-9]\w*")
_LONGEST = 80


def asked_in_text(program: Program, fates: Mapping[str, Counter[bool]], reference: Reference) -> Evidence | None:
    """What becomes of `Status.name` where code of that very spelling does one thing; None for all else.

    A class that nobody here defines is somebody else's, and so is a package that is installed and has the name.
    `fates`: how often code spelled so moves, and stays.
    """
    text = program.modules.text(reference.path)
    receiver = _RECEIVER.search(text, max(0, reference.start - _LONGEST), reference.start)
    if receiver is None or receiver[1] in SELVES or not program.owners(reference.text):
        return None
    found = fates.get(f"{receiver[1]}.{reference.text}", Counter())
    if bool(found[True]) != bool(found[False]):
        said = f"code has {receiver[1]}.{reference.text}, which {'moves' if found[True] else 'stays'}"
        return Evidence(Kind.FOLLOWS if found[True] else Kind.UNRESOLVED, said)
    strange = _CLASS.fullmatch(receiver[1]) and not program.classes_called(receiver[1])
    package = program.definers is not None and receiver[1] in program.definers(reference.text)
    return Evidence(Kind.UNRESOLVED, f"{receiver[1]} is none of ours") if not found and (strange or package) else None


def asked_of_others(
    program: Program, fates: Mapping[str, Counter[bool]], reference: Reference, span: tuple[int, int]
) -> bool:
    """Whether a text that has the new name at a span says it of what is never asked for the old one: `Server.name`.

    So does a name alone in a file whose code asks something for the new name: that is somebody else's.
    """
    text = program.modules.text(reference.path)
    start, end = span
    receiver = _RECEIVER.search(text, max(0, start - _LONGEST), start)
    if receiver is not None:
        return (
            receiver[1] not in SELVES
            and f"{receiver[1]}.{reference.text}" not in fates
            and not _is_asked_near(text, receiver[1], reference.text)
        )
    syntax = program.index.files[reference.path].syntax
    asked = re.finditer(rf"(?<=\w\.){re.escape(text[start:end])}\b", text) if syntax is not None else ()
    return any(syntax is not None and syntax.node_at(*one.span()).type == "identifier" for one in asked)


def _is_asked_near(text: str, receiver: str, name: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(receiver)}\.{re.escape(name)}\b", text) is not None
