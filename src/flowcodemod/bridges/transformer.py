"""Edits -> a changed syntax tree: the one transformer that all rename codemods share."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

import libcst as cst
from libcst.metadata import CodeSpan

from flowcodemod.model.errors import PlanError
from flowcodemod.model.plan import Edit
from flowcodemod.model.splice import splice
from flowcodemod.readers.offsets import Offsets

# Every node of LibCST that holds text an edit may touch.
Token = TypeVar("Token", cst.Name, cst.SimpleString, cst.FormattedStringText, cst.TemplatedStringText, cst.Comment)


class TokenRenamer(cst.CSTTransformer):
    """Makes the edits of one module. `spans` count UTF-8 bytes of `code`, edits its code points."""

    def __init__(self, edits: Sequence[Edit], spans: Mapping[cst.CSTNode, CodeSpan], code: str) -> None:
        super().__init__()
        self._edits = sorted(edits)
        self._starts = [edit.start for edit in self._edits]
        self._spans = spans
        self._offsets = Offsets(code)
        self._made = 0

    def rename(self, module: cst.Module) -> cst.Module:
        """The module with every edit made. Raises PlanError when one stands in no token."""
        renamed = cast("cst.Module", module.visit(self))
        if self._made != len(self._edits):
            missed = len(self._edits) - self._made
            raise PlanError(f"{self._edits[0].path}: {missed} edits stand in no token: make the plan again")
        return renamed

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:  # noqa: N802
        """An identifier."""
        return self._token(original_node, updated_node)

    def leave_SimpleString(  # noqa: N802
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        """A string without holes."""
        return self._token(original_node, updated_node)

    def leave_FormattedStringText(  # noqa: N802
        self, original_node: cst.FormattedStringText, updated_node: cst.FormattedStringText
    ) -> cst.FormattedStringText:
        """The text between the holes of an f-string."""
        return self._token(original_node, updated_node)

    def leave_TemplatedStringText(  # noqa: N802
        self, original_node: cst.TemplatedStringText, updated_node: cst.TemplatedStringText
    ) -> cst.TemplatedStringText:
        """The text between the holes of a t-string."""
        return self._token(original_node, updated_node)

    def leave_Comment(self, original_node: cst.Comment, updated_node: cst.Comment) -> cst.Comment:  # noqa: N802
        """A comment."""
        return self._token(original_node, updated_node)

    def _token(self, original: Token, updated: Token) -> Token:
        span = self._spans[original]
        start = self._offsets.to_index(span.start)
        end = start + len(original.value)
        edits = self._edits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if not edits:
            return updated
        self._made += len(edits)
        inside = [replace(edit, start=edit.start - start, end=edit.end - start) for edit in edits]
        return updated.with_changes(value=splice(original.value, inside))
