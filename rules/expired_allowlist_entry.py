"""An `[[allow]]` entry has a last day (`until`), and it has passed.

An exception without an end becomes the rule. Judged on whole-repository runs only, so that a hook on three files never
fails for it. Finish what the entry waited for, or agree on another day with its owner.
"""

from collections.abc import Iterator
from datetime import date

from flowcodemod.model.rule import Example, Inspection, Rule, finding_in_campaign
from flowcodemod.model.verdict import Finding

CODE, NAME = "FCM301", "expired-allowlist-entry"


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every entry past its day that is in the repository's own file, or still covers something."""
    for entry, references in inspection.covered.items() if inspection.whole else ():
        if entry.until and entry.until < inspection.today and (references or not inspection.campaign.shipped):
            message = f"the entry for '{entry.path}' ended on {entry.until} (owner: {entry.owner}; {entry.reason})"
            hint = f"{len(references)} references are under it: move them, or set another 'until'"
            yield finding_in_campaign(inspection, entry, (CODE, NAME), message, hint)


_ALLOW = '[[allow]]\npath = "app/**"\nowner = "platform"\nreason = "billing moves in spring"\nuntil = 2025-10-31\n'

RULE = Rule(
    code=CODE,
    name=NAME,
    summary="an allowlist entry is past its last day",
    explanation=__doc__,
    check=check,
    fires=(
        Example("session_id = 1\n", (5,), campaign=_ALLOW),
        Example("nothing = 1\n", (5,), campaign=_ALLOW),
    ),
    passes=(
        Example("session_id = 1\n", campaign=_ALLOW, today=date(2025, 10, 31)),
        Example("session_id = 1\n", campaign=_ALLOW.replace("until = 2025-10-31\n", "")),
    ),
    upkeep=True,
)
