"""The base of the rename codemods: which edits of a plan each one makes, and where the plan comes from."""

import argparse
from abc import ABC
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

import libcst as cst
from libcst.codemod import CodemodCommand, CodemodContext
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

from flowcodemod.bridges.module_plan import plan_module
from flowcodemod.bridges.transformer import TokenRenamer
from flowcodemod.model.errors import PlanError, RepositoryError
from flowcodemod.model.plan import Plan
from flowcodemod.model.reference import Role
from flowcodemod.model.source import Source
from flowcodemod.model.splice import splice
from flowcodemod.repo.plans import load_plan
from flowcodemod.repo.settings import load_campaign
from flowcodemod.repo.sources import Skipped, decode
from flowcodemod.stages.choose import choose

STDIN = "module.py"


class RenameCommand(CodemodCommand, ABC):
    """Makes the edits of every group that touches one of `ROLES`: those of a plan, or those one module shows alone."""

    ROLES: ClassVar[frozenset[Role]]

    @staticmethod
    def add_args(arg_parser: argparse.ArgumentParser) -> None:
        """Declare `--plan`, or what a plan of one module needs."""
        arg_parser.add_argument("--plan", metavar="FILE", help="make the edits of this plan.json")
        arg_parser.add_argument("--campaign", metavar="NAME|FILE", help="without a plan: a campaign")
        arg_parser.add_argument("--old", metavar="NAME", help="without a plan: the old name")
        arg_parser.add_argument("--new", metavar="NAME", help="without a plan: the new name")
        arg_parser.add_argument("--min-confidence", type=float, default=0.9, help="take groups at or above this")
        arg_parser.add_argument("--root", default=".", metavar="DIR", help="what the plan's paths are relative to")

    def __init__(
        self,
        context: CodemodContext,
        *,
        plan: str | None = None,
        campaign: str | None = None,
        old: str | None = None,
        new: str | None = None,
        min_confidence: float = 0.9,
        root: str = ".",
    ) -> None:
        super().__init__(context)
        if plan and (campaign or old or new):
            raise PlanError("give either --plan, or --campaign, or --old and --new, not several of them")
        self._plan = Path(plan) if plan else None
        self._asked = (campaign, old, new)
        self._min_confidence = min_confidence
        self._root = Path(root).resolve()

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """Rewrite the tokens of one module. Raises FlowcodemodError when the plan does not fit the module."""
        path = self._path()
        source = decode(path, tree.bytes)
        if not isinstance(source, Source):
            raise RepositoryError(f"{path}: {source.reason if isinstance(source, Skipped) else 'not text'}")
        plan = self._of_file(source) if self._plan else self._of_module(source)
        edits = [edit for edit in self.chosen(plan).edits() if edit.path == path]
        if not edits:
            return tree
        wrapper = self.context.wrapper or MetadataWrapper(tree)
        renamer = TokenRenamer(edits, wrapper.resolve(ByteSpanPositionProvider), tree.code)
        # A merge or a pin takes away or adds tokens: what it makes is parsed again.
        return renamer.rename(wrapper.module) or cst.parse_module(source.encode(splice(source.text, edits)))

    def chosen(self, plan: Plan) -> Plan:
        """The groups of a plan that this command carries out."""
        return choose(plan, self._min_confidence, ["role=" + ",".join(sorted(self.ROLES))]).plan

    def _path(self) -> str:
        if self.context.filename is None:
            return STDIN
        file = Path(self.context.filename).resolve()
        if not file.is_relative_to(self._root):
            raise RepositoryError(f"{file} lies outside {self._root}: name the repository's root with --root")
        return file.relative_to(self._root).as_posix()

    def _of_file(self, source: Source) -> Plan:
        plan = _load(self._plan or Path())
        if plan.files.get(source.path, source.digest) != source.digest:
            raise PlanError(f"{source.path} is not the file the plan was made for: make the plan again")
        return plan

    def _of_module(self, source: Source) -> Plan:
        campaign, old, new = self._asked
        return plan_module(source, load_campaign(campaign, old, new, self._root), self._root)


@lru_cache(maxsize=1)
def _load(path: Path) -> Plan:
    """The plan in a file: read once a process, for libcst.tool asks for it with every module."""
    try:
        return load_plan(path.read_bytes(), str(path))
    except OSError as error:
        raise PlanError(f"{path}: cannot be read: {error.strerror}") from error
