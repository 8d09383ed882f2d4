"""Rename the fields of schemas and models, with attributes, keys and SQL that name them."""

from flowcodemod.bridges import codemods
from flowcodemod.model.reference import Role


class RenameSchemaFieldsCommand(codemods.RenameCommand):
    """`session_id: str` in a class body -> `flow_id: str`, with `x.session_id`, `data["session_id"]` and its column.

    A field goes with its constructor keywords, attributes and keys, or not at all.
    """

    DESCRIPTION = "Rename schema fields and columns with the attributes, keys and SQL that name them."
    ROLES = frozenset({Role.FIELD, Role.COLUMN, Role.ATTRIBUTE, Role.KEY, Role.SQL})
