"""The base of the codemods that change structure rather than names: what a campaign decides is all they need."""

import argparse
from abc import ABC
from pathlib import Path

from libcst.codemod import CodemodCommand, CodemodContext

from flowcodemod.repo.settings import load_campaign


class CampaignCommand(CodemodCommand, ABC):
    """A codemod that carries out a decision of a campaign. Raises CampaignError when the campaign cannot be read."""

    @staticmethod
    def add_args(arg_parser: argparse.ArgumentParser) -> None:
        """Declare what names the campaign."""
        arg_parser.add_argument("--campaign", metavar="NAME|FILE", help="a campaign; default: the repository's own")
        arg_parser.add_argument("--root", default=".", metavar="DIR", help="the repository whose campaign is meant")

    def __init__(self, context: CodemodContext, *, campaign: str | None = None, root: str = ".") -> None:
        super().__init__(context)
        self.campaign = load_campaign(campaign, root=Path(root).resolve())
