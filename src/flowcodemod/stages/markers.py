"""What the gate looks for in a file beyond the concept: suppressions, and code that makes ids of a legacy format."""

import re

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.concept import Concept
from flowcodemod.model.prefilter import Prefilter, ascii_lower

_HOLE = r"(?:\$?\{[^{}\n]*\}|%[-+0-9.]*[sdxi])"
_SUPPRESSION = r"flowcodemod:[ \t]*ignore"


def building(template: str) -> str:
    """The regular expression of a string that builds ids of a format: its fixed text around holes of code.

    The fixed start alone will do, up to a quote, when two words or more make sure that it is no accident.
    """
    first, *rest = re.split(r"\{[^{}]*\}", template)
    whole = re.escape(first) + "".join(f"{_HOLE}+{re.escape(part)}" for part in rest)
    alone = f"|{re.escape(first)}(?=[\"'`])" if len(re.findall(r"[A-Za-z]{3,}", first)) > 1 else ""
    return rf"(?<![\w-])({whole}{alone})(?![\w-])"


def concept_prefilter(concept: Concept) -> Prefilter:
    """What every file matches that holds a reference."""
    return Prefilter.of(concept.prefilter, _words(concept))


def gate_prefilter(campaign: Campaign) -> Prefilter:
    """What every file matches in which the gate could find something."""
    concept = campaign.concept
    ids = (building(ascii_lower(template)).encode("utf-8") for template in concept.ids)
    pattern = re.compile(b"|".join([concept.prefilter.pattern, _SUPPRESSION.encode(), *ids]))
    return Prefilter.of(pattern, [*_words(concept), "flowcodemod:"])


def _words(concept: Concept) -> list[str]:
    """For each way in which a file can speak of the concept, a text that it then holds in some casing."""
    words = [*concept.spelled, *(template.partition("{")[0] for template in concept.ids)]
    if concept.old:
        *first, last = concept.old.words
        words.append(max([*first, last.removesuffix("y")], key=len))  # entity, entities
    return words
