"""Rename the names in file-system paths, routes and headers."""

from flowcodemod.bridges import codemods
from flowcodemod.model.reference import Role


class RenamePathsCommand(codemods.RenameCommand):
    """`"/tmp/session_ids/latest.json"`, `"/flows/{session_id}"`, `"X-Session-Id"`: text that names a place."""

    DESCRIPTION = "Rename the names in file-system paths, routes and headers."
    ROLES = frozenset({Role.PATH, Role.ROUTE, Role.HEADER})
