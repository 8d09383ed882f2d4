"""Rename classes, functions and modules, with every import and use."""

from flowcodemod.bridges import codemods
from flowcodemod.model.reference import Role


class RenameDefinitionsCommand(codemods.RenameCommand):
    """`class SessionIdStore` and `def get_session_id()` -> `class FlowIdStore` and `def get_flow_id()`."""

    DESCRIPTION = "Rename classes, functions and modules with their imports and uses. Files are moved by `apply`."
    ROLES = frozenset({Role.CLASS, Role.FUNCTION, Role.MODULE, Role.IMPORT})
