"""An `[[allow]]` entry covers nothing.

What it allowed is gone, so all it can do now is let something new slip in. Judged on whole-repository runs only, and
only for entries in the repository's own campaign file: a shipped preset speaks of files that need not be there.
Delete it.
"""

from collections.abc import Iterator

from flowcodemod.model.rule import Example, Inspection, Rule, finding_in_campaign
from flowcodemod.model.verdict import Finding

CODE, NAME = "FCM302", "unused-allowlist-entry"


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every entry that covers nothing and has not expired, which is said elsewhere."""
    if not inspection.whole or inspection.campaign.shipped:
        return
    for entry, references in inspection.covered.items():
        expired = entry.until and entry.until < inspection.today
        if not references and not expired:
            message = f"the entry for '{entry.path}' covers nothing (owner: {entry.owner}; {entry.reason})"
            yield finding_in_campaign(inspection, entry, (CODE, NAME), message, "delete the entry")


_ALLOW = '[[allow]]\npath = "app/billing/**"\nrole = "{}"\nowner = "platform"\nreason = "billing moves in spring"\n'

RULE = Rule(
    code=CODE,
    name=NAME,
    summary="an allowlist entry covers nothing",
    explanation=__doc__,
    check=check,
    fires=(
        Example("session_id = 1\n", (5,), campaign=_ALLOW.format("*")),
        Example("session_id = 1\n", (5,), "app/billing/a.py", _ALLOW.format("column")),
    ),
    passes=(
        Example("session_id = 1\n", (), "app/billing/a.py", _ALLOW.format("*")),
        Example("session_id = 1\n", (), "app/billing/a.py", _ALLOW.format("variable")),
    ),
    upkeep=True,
)
