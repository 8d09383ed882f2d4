"""Make one of two: the places that hold the old and the new name side by side."""

from dataclasses import replace

from flowcodemod.bridges import codemods
from flowcodemod.model.evidence import Kind
from flowcodemod.model.plan import Plan
from flowcodemod.model.reference import Role


class MergeTwinsCommand(codemods.RenameCommand):
    """`f(session_id=x, flow_id=x)` -> `f(flow_id=x)`, with everything else of the groups that need a merge.

    Values that differ are never merged: those groups are not in a plan before somebody has decided.
    """

    DESCRIPTION = "Merge places that hold the old and the new name, where both hold the same."
    ROLES = frozenset(Role)

    def chosen(self, plan: Plan) -> Plan:
        """The groups with a merge in them."""
        taken = super().chosen(plan)
        merging = tuple(one for one in taken.groups if any(piece.kind is Kind.MERGED for piece in one.evidence))
        return replace(taken, groups=merging)
