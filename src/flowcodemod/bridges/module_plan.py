"""One module -> its plan on file-local evidence: the engine's own stages over a repository of a single file."""

from dataclasses import replace
from pathlib import Path

from flowcodemod.evidence.weigh import weigh
from flowcodemod.evidence.weighed import Weighed
from flowcodemod.inventory.discover import Discovery
from flowcodemod.inventory.index import index
from flowcodemod.linkers import LINKERS
from flowcodemod.model.campaign import Campaign
from flowcodemod.model.evidence import Evidence, Kind
from flowcodemod.model.plan import Plan
from flowcodemod.model.source import Source
from flowcodemod.names.exact_names import exact_names
from flowcodemod.program.program import Program
from flowcodemod.stages.group import group
from flowcodemod.stages.plan import plan
from flowcodemod.twins import find_twins


def plan_module(source: Source, campaign: Campaign, root: Path) -> Plan:
    """What the module alone shows. Nothing is read beside it and no checker is asked, so public names stay doubtful."""
    found = index(Discovery((source.path,), (source,), ()), campaign)
    program = Program(root, found, campaign=campaign)
    bundles = exact_names(program, group(program, LINKERS), campaign)
    twins = find_twins(program, bundles, campaign)
    weighed = weigh(program, bundles, campaign, twins)
    return plan(program, [_seen_alone(one) for one in weighed], campaign, twins)


def _seen_alone(one: Weighed) -> Weighed:
    """A weighed bundle without what only a look at the whole repository could show."""
    unseen = Evidence(Kind.CALLERS_UNSEEN, one.bundle.first.text)
    pieces = tuple(unseen if piece.kind is Kind.PRIVATE else piece for piece in one.evidence)
    return replace(one, evidence=pieces)
