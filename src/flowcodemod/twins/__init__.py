"""Both names in one place: found kind by kind, merged where that changes nothing, asked about where it does.

One kind of place a file; each yields twins. What becomes of them is settled together, for one depends on another.
"""

from collections.abc import Mapping, Sequence

from flowcodemod.model.bundle import Bundle
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.decision import Decision
from flowcodemod.model.twin import Twin, Twins
from flowcodemod.program.program import Program
from flowcodemod.twins import (
    assignments,
    definitions,
    entries,
    expressions,
    fallbacks,
    fields,
    names,
    parameters,
    required,
    statements,
)
from flowcodemod.twins.code import Code
from flowcodemod.twins.guard import guard
from flowcodemod.twins.settle import Settlement


def find_twins(
    program: Program, bundles: Sequence[Bundle], campaign: Campaign, decisions: Mapping[str, Decision] | None = None
) -> Twins:
    """Everything the planner needs to know about places that hold both names. Nothing is written."""
    return settle_twins(program, bundles, campaign, decisions or {}).result()


def settle_twins(
    program: Program, bundles: Sequence[Bundle], campaign: Campaign, decisions: Mapping[str, Decision]
) -> Settlement:
    """Find every twin and settle what becomes of it, until no file would hold a name twice."""
    code = Code(program, campaign.concept, bundles)
    found: list[Twin] = list(fallbacks.find(code, campaign.fallback))
    dropped = [(edit.path, edit.start, edit.end) for twin in found for edit in twin.edits]
    found += names.find(code, dropped)
    found += parameters.find(code)
    found += entries.find(code)
    found += expressions.find(code)
    found += fields.find(code, campaign)
    found += assignments.find(code)
    found += statements.find(code)
    found += definitions.find(code)
    found += required.find(code, campaign)
    settlement = Settlement(code, bundles, found, decisions)
    settlement.settle()
    while guard(code, settlement):
        settlement.settle()
    return settlement
