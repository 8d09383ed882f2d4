"""A module was kept for some months after the migration's completion, and they are over.

A compatibility layer is meant to go. Its `[[allow]]` entry says how long it stays (`months-after-completion`), counted
from `completed` of the campaign; from the day after, the gate fails until the module is gone. Judged on
whole-repository runs only, once a file.
"""

from collections.abc import Iterator
from datetime import date

from flowcodemod.model.reference import Reference
from flowcodemod.model.rule import Example, Inspection, Rule
from flowcodemod.model.verdict import Finding

CODE, NAME = "FCM304", "retention-passed"


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every file that an entry past its months still covers."""
    for entry, references in inspection.covered.items() if inspection.whole else ():
        end = entry.ends(inspection.campaign.completed)
        if entry.months is None or end is None or end >= inspection.today:
            continue
        first: dict[str, Reference] = {}
        for reference in references:
            first.setdefault(reference.path, reference)
        for path, reference in first.items():
            yield Finding(
                path=path,
                line=reference.line,
                column=reference.column,
                end_line=reference.line,
                end_column=reference.end_column,
                code=CODE,
                name=NAME,
                message=f"was to be kept until {end} (owner: {entry.owner}; {entry.reason})",
                layer=reference.layer,
                help="delete the module, or agree on more months with its owner",
            )


_COMPLETED = "completed = 2025-04-01\n"
_ALLOW = '[[allow]]\npath = "app/**"\nowner = "platform"\nreason = "old clients"\nmonths-after-completion = 6\n'

RULE = Rule(
    code=CODE,
    name=NAME,
    summary="a compatibility module is past its retention",
    explanation=__doc__,
    check=check,
    fires=(Example("import os\nsession_id = 1\na.session_id = 2\n", (2,), campaign=_COMPLETED + _ALLOW),),
    passes=(
        Example("session_id = 1\n", campaign=_COMPLETED + _ALLOW, today=date(2025, 10, 1)),
        Example("session_id = 1\n", campaign=_ALLOW),
        Example("flow_id = 1\n", campaign=_COMPLETED + _ALLOW),
    ),
    upkeep=True,
)
