"""A module was kept for some months after the migration's completion, and they are over.

A compatibility layer is meant to go. Its `[[allow]]` entry says how long it stays (`months-after-completion`), counted
from `completed` of the campaign; from the day after, the gate fails until the module is gone. A generated shim says its
day itself (`# flowcodemod: shim until 2027-05-01`; indented it speaks of one statement). Judged on whole-repository runs
only, an entry once a file, every shim by itself.
"""

from collections.abc import Iterator
from datetime import date

from flowcodemod.model.reference import Reference
from flowcodemod.model.rule import Example, Inspection, Rule
from flowcodemod.model.shim import marker, shims
from flowcodemod.model.verdict import Finding

CODE, NAME = "FCM304", "retention-passed"


def check(inspection: Inspection) -> Iterator[Finding]:
    """Yield every file that an entry past its months still covers, and every shim that is past its day."""
    yield from _shims(inspection)
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


def _shims(inspection: Inspection) -> Iterator[Finding]:
    for path, text in sorted(inspection.texts.items()) if inspection.whole else ():
        for shim in (one for one in shims(text) if one.until < inspection.today):
            line = text.count("\n", 0, shim.marker) + 1
            column = shim.marker - text.rfind("\n", 0, shim.marker)
            message, hint = (
                f"this shim was to be kept until {shim.until}",
                "delete it: what it hands out is where it says",
            )
            end = column + len(marker(shim.until))
            yield Finding(path, line, column, line, end, CODE, NAME, message, help=hint)


_COMPLETED = "completed = 2025-04-01\n"
_ALLOW = '[[allow]]\npath = "app/**"\nowner = "platform"\nreason = "old clients"\nmonths-after-completion = 6\n'

RULE = Rule(
    code=CODE,
    name=NAME,
    summary="a compatibility module is past its retention",
    explanation=__doc__,
    check=check,
    fires=(
        Example("import os\nsession_id = 1\na.session_id = 2\n", (2,), campaign=_COMPLETED + _ALLOW),
        Example("import os\n# flowcodemod: shim until 2025-10-31\nold = 'session_id'\n", (2,)),
        Example(
            "def __getattr__(name):\n    # flowcodemod: shim until 2025-10-31\n    if name == 'session_id':\n        x\n",
            (2,),
        ),
    ),
    passes=(
        Example("session_id = 1\n", campaign=_COMPLETED + _ALLOW, today=date(2025, 10, 1)),
        Example("session_id = 1\n", campaign=_ALLOW),
        Example("# flowcodemod: shim until 2999-12-31\nold = 'session_id'\n"),
        Example(
            "def __getattr__(name):\n    # flowcodemod: shim until 2999-12-31\n    if name == 'session_id':\n        x\n"
        ),
        Example("flow_id = 1\n", campaign=_COMPLETED + _ALLOW),
    ),
    upkeep=True,
)
