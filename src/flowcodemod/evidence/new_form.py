"""Whether a token has a new form that says the same where it stands."""

from collections.abc import Iterator, Mapping

from flowcodemod.model.escapes import meets_escape
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.reference import Reference
from flowcodemod.model.words import Spelling
from flowcodemod.program.program import Program
from flowcodemod.readers.text import is_prose

_LONGEST = 20  # more than any escape has


def new_form(program: Program, reference: Reference, new_names: Mapping[str, str]) -> Iterator[Evidence]:
    """What speaks against a reference having any new form; `new_names` maps tokens to theirs."""
    new = new_names.get(reference.text)
    if new is None:
        yield Evidence(Kind.NO_NEW_FORM, f"{reference.text}: its spelling shows no word boundary")
    elif reference.spelling is Spelling.SPACED and _loses_case(program, reference.text):
        yield Evidence(Kind.NO_NEW_FORM, f"{reference.text}: renaming it back would spell it otherwise")
    elif not is_prose(reference.path):
        text = program.index.files[reference.path].source.text
        head = text[max(0, reference.start - _LONGEST) : reference.start]
        if meets_escape(head, len(head), new):
            yield Evidence(Kind.NO_NEW_FORM, f"{reference.text}: the backslash before it would take the first letter")


def _loses_case(program: Program, text: str) -> bool:
    """Whether the new words cannot show the old one's capitals, though they would bring back small letters."""
    concept = program.campaign.concept if program.campaign is not None else None
    return concept is not None and concept.is_reversible(text.lower()) and not concept.is_reversible(text)
