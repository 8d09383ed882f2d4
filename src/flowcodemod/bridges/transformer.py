"""Edits -> a changed syntax tree: the one transformer that all rename codemods share."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import libcst as cst
from libcst.metadata import CodeSpan

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

    def rename(self, module: cst.Module) -> cst.Module | None:
        """The module with every edit made; None when one of them is more than a change within a token."""
        renamed = module.visit(self)
        return renamed if self._made == len(self._edits) else None

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        """An identifier, which is replaced whole."""
        return self._token(original_node, updated_node, whole=True)

    def leave_SimpleString(self, original_node: cst.SimpleString, updated_node: cst.SimpleString) -> cst.SimpleString:
        """A string without holes."""
        return self._token(original_node, updated_node)

    def leave_FormattedStringText(
        self, original_node: cst.FormattedStringText, updated_node: cst.FormattedStringText
    ) -> cst.FormattedStringText:
        """The text between the holes of an f-string."""
        return self._token(original_node, updated_node)

    def leave_TemplatedStringText(
        self, original_node: cst.TemplatedStringText, updated_node: cst.TemplatedStringText
    ) -> cst.TemplatedStringText:
        """The text between the holes of a t-string."""
        return self._token(original_node, updated_node)

    def leave_Comment(self, original_node: cst.Comment, updated_node: cst.Comment) -> cst.Comment:
        """A comment."""
        return self._token(original_node, updated_node)

    def _token(self, original: Token, updated: Token, *, whole: bool = False) -> Token:
        start = self._offsets.to_index(self._spans[original].start)
        end = start + len(original.value)
        edits = self._edits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if not edits or edits[-1].end > end:
            return updated
        if whole and not (edits[0].old == original.value and edits[0].new.isidentifier()):
            return updated
        self._made += len(edits)
        inside = [replace(edit, start=edit.start - start, end=edit.end - start) for edit in edits]
        return updated.with_changes(value=splice(original.value, inside))
