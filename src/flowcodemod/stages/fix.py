"""What `check --fix` does: the fixes of the findings that have one, as a plan that `apply` carries out."""

from flowcodemod.model.evidence import Evidence, Kind, confidence
from flowcodemod.model.plan import Edit, Group, Plan, Reach
from flowcodemod.model.source import Source
from flowcodemod.model.verdict import Verdict
from flowcodemod.repo.git import Repository
from flowcodemod.repo.sources import read_source


def fix_plan(verdict: Verdict, repository: Repository, made_by: str) -> Plan:
    """The plan that removes the cause of every failing finding with a certain fix: one group a file, maybe none.

    A file whose text is no longer what was judged is left out.
    """
    edits: dict[str, list[Edit]] = {}
    for finding in verdict.failing:
        if finding.fix:
            edits.setdefault(finding.path, []).append(finding.fix)
    files: dict[str, str] = {}
    for path, wanted in edits.items():
        source = read_source(repository.root, path)
        if isinstance(source, Source) and all(source.text[one.start : one.end] == one.old for one in wanted):
            files[path] = source.digest
    evidence = (Evidence(Kind.DECIDED, "a suppression that hides nothing"),)
    groups = tuple(
        Group(f"fix:{path}", confidence(evidence), Reach.LOCAL, evidence, tuple(sorted(edits[path]))) for path in files
    )
    return Plan(made_by, "", verdict.campaign, groups, (), (), files)
