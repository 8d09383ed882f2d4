"""Make the fields required that the campaign names (`[merge] required = ["UserSession.flow_id"]`).

A class whose fields with a default must come last (a dataclass, a named tuple) is left for people: its order would change.
"""

import libcst as cst
from libcst.codemod.visitors import RemoveImportsVisitor
from libcst.helpers import get_full_name_for_node

from flowcodemod.bridges import structural

_ORDERED = frozenset({"dataclass", "define", "frozen", "mutable", "attrs", "s", "NamedTuple"})


class RequireFieldCommand(structural.CampaignCommand):
    """`flow_id: Optional[str] = None` -> `flow_id: str`, and `Field(default=None, …)` without its default."""

    DESCRIPTION = "Make the fields required that the campaign names: no Optional, no default of None."

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """Make the named fields of one module required."""
        changed = tree.visit(_Requirer(frozenset(self.campaign.required)))
        if changed.deep_equals(tree):
            return tree
        RemoveImportsVisitor.remove_unused_import(self.context, "typing", "Optional")
        return RemoveImportsVisitor(self.context).transform_module(changed)


class _Requirer(cst.CSTTransformer):
    def __init__(self, required: frozenset[str]) -> None:
        super().__init__()
        self._required = required
        self._around: list[str] = []

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        names = [one.decorator for one in node.decorators] + [one.value for one in node.bases]
        last = {(get_full_name_for_node(one) or "").rpartition(".")[2] for one in names}
        self._around.append("" if last & _ORDERED else node.name.value)

    def leave_ClassDef(self, original_node: cst.ClassDef, updated_node: cst.ClassDef) -> cst.ClassDef:
        self._around.pop()
        return updated_node

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self._around.append("")

    def leave_FunctionDef(
        self,
        original_node: cst.FunctionDef,
        updated_node: cst.FunctionDef,
    ) -> cst.FunctionDef:
        self._around.pop()
        return updated_node

    def leave_AnnAssign(self, original_node: cst.AnnAssign, updated_node: cst.AnnAssign) -> cst.AnnAssign:
        name = updated_node.target.value if isinstance(updated_node.target, cst.Name) else ""
        if not self._around or f"{self._around[-1]}.{name}" not in self._required:
            return updated_node
        kind = _required(updated_node.annotation.annotation)
        annotated = updated_node.with_changes(annotation=updated_node.annotation.with_changes(annotation=kind))
        value = updated_node.value
        if isinstance(value, cst.Call):
            return annotated.with_changes(value=_without_default(value))
        return annotated.with_changes(value=None, equal=cst.MaybeSentinel.DEFAULT) if _is_none(value) else annotated


def _required(kind: cst.BaseExpression) -> cst.BaseExpression:
    """`Optional[X]`, `X | None` and `None | X` as X."""
    if isinstance(kind, cst.Subscript) and get_full_name_for_node(kind.value) in ("Optional", "typing.Optional"):
        inner = kind.slice[0].slice
        return inner.value if isinstance(inner, cst.Index) else kind
    if isinstance(kind, cst.BinaryOperation) and isinstance(kind.operator, cst.BitOr):
        if _is_none(kind.right):
            return kind.left
        return kind.right if _is_none(kind.left) else kind
    return kind


def _without_default(call: cst.Call) -> cst.Call:
    """`Field(None, …)` and `Field(default=None, …)` without that argument."""
    kept = [one for number, one in enumerate(call.args) if not _is_default(number, one)]
    if kept and len(kept) < len(call.args) and call.args[-1] is not kept[-1]:
        kept[-1] = kept[-1].with_changes(comma=call.args[-1].comma)
    return call.with_changes(args=kept)


def _is_default(number: int, one: cst.Arg) -> bool:
    named = one.keyword.value == "default" if one.keyword is not None else number == 0
    return named and _is_none(one.value)


def _is_none(node: cst.BaseExpression | None) -> bool:
    return isinstance(node, cst.Name) and node.value == "None"
