"""Longer names that hold the concept: one that nobody here defines and an installed package has is that package's."""

import re

from flowcodemod.evidence.known import Known
from flowcodemod.model.concept import Concept
from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import SiteKind
from flowcodemod.model.words import Spelling, split
from flowcodemod.program.program import Program

_JUDGED = frozenset({SiteKind.STRING, SiteKind.LABEL, SiteKind.ATTRIBUTE})


def of_others(program: Program, known: Known, concept: Concept, reference: Reference) -> str:
    """Where an installed package has a longer name, such as `to_field_name` for `field_name`; '' where it may be ours."""
    text = reference.text
    if program.index.site(reference).kind not in _JUDGED or not text.isidentifier() or text in known.defined:
        return ""
    if concept.old is None or _plain(text) == _plain("".join(concept.old.words)) or text in concept.spelled:
        return ""
    place = next(iter(program.mentions(text) if program.mentions is not None else ()), "")
    return f"nobody here defines {text}, and {place} has it" if place else ""


def is_told_only(program: Program, reference: Reference, text: str) -> bool:
    """Whether a text speaks of a name that no code has: spelled as scripts do, or longer and not made in the document.

    Such a longer name is the past's.
    """
    if reference.spelling is Spelling.CAMEL:
        return True
    concept = program.campaign.concept if program.campaign is not None else None
    if concept is None or concept.old is None or reference.text in concept.spelled:
        return False
    longer = len(split(reference.text)) > len(concept.old.words) and reference.text.isidentifier()
    if not longer or reference.role is not Role.PROSE:
        return False
    name = re.escape(reference.text)
    made = re.compile(rf"\b(?:def|class|as|for)\s+{name}\b|\b{name}\b\s*(?::[^=\n]+)?=(?!=)")
    return made.search(text) is None


def _plain(name: str) -> str:
    return name.replace("_", "").lower().removesuffix("s")
