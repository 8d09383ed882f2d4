"""Rename parameters, the keyword arguments given for them, and local names."""

from flowcodemod.bridges import codemods
from flowcodemod.model.reference import Role


class RenameParametersCommand(codemods.RenameCommand):
    """`def load(session_id)` and `load(session_id=1)` -> `def load(flow_id)` and `load(flow_id=1)`.

    A parameter goes with every use in its function and every call that names it, or not at all.
    """

    DESCRIPTION = "Rename parameters with the keyword arguments given for them, and local names."
    ROLES = frozenset({Role.PARAMETER, Role.ARGUMENT, Role.VARIABLE})
