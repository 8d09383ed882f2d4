"""The gate's rules in Fixit, for editors: `enable = ["flowcodemod.bridges.fixit"]`. CI runs `flowcodemod check`.

Needs the package `fixit`, and a campaign that the repository has configured. There is one class a rule, made by a
function: Fixit takes every subclass of LintRule in a module for a rule, also a base class.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path

import libcst as cst
from fixit import LintRule
from libcst.metadata import CodePosition, CodeRange, FilePathProvider

from flowcodemod.bridges.shelf import load_rules
from flowcodemod.model.rule import Rule
from flowcodemod.model.verdict import Finding
from flowcodemod.repo.git import Repository
from flowcodemod.repo.settings import load_campaigns
from flowcodemod.stages.check import Check, check


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules()


@lru_cache(maxsize=8)
def _failing(file: Path, data: bytes) -> tuple[Finding, ...]:
    """What the gate holds against a file with these bytes, for every campaign of its repository."""
    repository = Repository.find(Repository.find(file.parent).top)
    path = file.relative_to(repository.root).as_posix()
    asked = Check(datetime.now(UTC).date(), paths=(path,), contents={path: data})
    verdicts = [check(repository, campaign, _rules(), asked) for campaign in load_campaigns(root=repository.root)]
    return tuple(finding for verdict in verdicts for finding in verdict.failing)


def _lint_rule(rule: Rule) -> type[LintRule]:
    """The Fixit class of a rule."""

    def visit_module(self: LintRule, node: cst.Module) -> None:
        file = self.get_metadata(FilePathProvider, node)
        for finding in _failing(file, node.bytes):
            if finding.code == rule.code:
                place = CodeRange(
                    CodePosition(finding.line, finding.column - 1),
                    CodePosition(finding.end_line, finding.end_column - 1),
                )
                message = f"{finding.code} {finding.message}" + (f"; {finding.help}" if finding.help else "")
                self.report(node, message, position=place)

    members = {
        "__doc__": f"{rule.code}: {rule.summary}.",
        "METADATA_DEPENDENCIES": (*LintRule.METADATA_DEPENDENCIES, FilePathProvider),
        "TAGS": {"flowcodemod"},
        "VALID": [],
        "INVALID": [],
        "visit_Module": visit_module,
        "__module__": __name__,
    }
    return type(_class_name(rule), (LintRule,), members)


def _class_name(rule: Rule) -> str:
    return "".join(word.capitalize() for word in rule.name.split("-"))


RULES: Mapping[str, type[LintRule]] = {_class_name(rule): _lint_rule(rule) for rule in _rules()}
globals().update(RULES)
