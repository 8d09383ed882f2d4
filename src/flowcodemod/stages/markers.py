"""What the gate looks for in a file beyond the concept: suppressions, and code that makes ids of a legacy format."""

import re

from flowcodemod.model.campaign import Campaign
from flowcodemod.model.prefilter import Prefilter, ascii_lower

_HOLE = r"(?:\$?\{[^{}\n]*\}|%[-+0-9.]*[sdxi])"
_GOES_ON = r"(?=[\"'`]|[\[(\\]|\.[*+{]|%[\"'])"
_SUPPRESSION = r"flowcodemod:[ \t]*ignore"


def building(template: str) -> str:
    """The regular expression of a string that builds ids of a format: its fixed text around holes of code.

    The fixed start alone will do, up to a quote or what a regular expression or SQL's LIKE goes on with, when two words or
    more make sure that it is no accident.
    """
    first, *rest = re.split(r"\{[^{}]*\}", template)
    whole = re.escape(first) + "".join(f"{_HOLE}+{re.escape(part)}" for part in rest)
    alone = f"|{re.escape(first)}{_GOES_ON}" if len(re.findall(r"[A-Za-z]{3,}", first)) > 1 else ""
    return rf"(?<![\w-])({whole}{alone})(?![\w-])"


def gate_prefilter(campaign: Campaign) -> Prefilter:
    """What every file passes in which the gate could find something."""
    ids = ((template.partition("{")[0], building(ascii_lower(template))) for template in campaign.concept.ids)
    return Prefilter.of([*campaign.concept.ways, ("flowcodemod:", _SUPPRESSION), *ids])
