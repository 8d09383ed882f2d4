"""Rename the keys under which caches, queues and the environment store things."""

from flowcodemod.bridges import codemods
from flowcodemod.model.reference import Role


class RenameStorageKeysCommand(codemods.RenameCommand):
    """`f"import_session_{session_id}"` -> `f"import_flow_{flow_id}"`, with every reader of the key."""

    DESCRIPTION = "Rename storage keys and environment names, writers and readers together."
    ROLES = frozenset({Role.STORAGE_KEY, Role.ENVIRONMENT, Role.ID_LITERAL})
