"""The pipeline on a few small files: what a plan would make of them, on disk nothing but a folder of the test's own."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from flowcodemod.evidence.weigh import weigh
from flowcodemod.inventory.discover import discover
from flowcodemod.inventory.index import index
from flowcodemod.linkers import LINKERS
from flowcodemod.model.campaign import Boundary, Policy
from flowcodemod.model.plan import Edit, Plan
from flowcodemod.model.splice import splice
from flowcodemod.program.program import Program
from flowcodemod.repo.git import Repository
from flowcodemod.repo.plans import check_overlaps
from flowcodemod.repo.settings import load_campaign
from flowcodemod.stages.group import group
from flowcodemod.stages.outside import know_outside
from flowcodemod.stages.plan import plan
from flowcodemod.stages.resolve import resolve
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.pyrefly import open_project


def lay(root: Path, files: Mapping[str, str]) -> None:
    """Write some files, their texts dedented."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(textwrap.dedent(text).lstrip("\n").encode())


def make_plan(
    root: Path,
    *,
    checker: bool = True,
    old: str = "session_id",
    new: str = "flow_id",
    boundaries: Mapping[Boundary, Policy] | None = None,
    columns: Mapping[str, Policy] | None = None,
    python: Path | None = None,
) -> Plan:
    """The plan for a folder."""
    repository = Repository.find(root)
    campaign = replace(load_campaign(None, old, new), boundaries=dict(boundaries or {}), columns=dict(columns or {}))
    program = Program(repository.root, index(discover(repository, campaign), campaign), campaign=campaign)
    if checker:
        project = Project.find(repository.root, program.index.paths, python)
        know_outside(program, project)
        with open_project(project) as asked:
            assert not resolve(program, asked)
    made = plan(program, weigh(program, group(program, LINKERS), campaign), campaign)
    check_overlaps(made)
    return made


def renamed(root: Path, files: Mapping[str, str], **options: object) -> dict[str, str]:
    """What `apply` would make of some files by default: name -> text, of those files that are given."""
    lay(root, files)
    return applied(root, files, **options)


def tied(root: Path, text: str, *, checker: bool = True) -> bool:
    """Whether the first and the last line of a file that hold the old name belong to one group of the plan."""
    lay(root, {"app.py": text})
    written = enumerate(textwrap.dedent(text).lstrip("\n").splitlines(), 1)
    lines = [number for number, line in written if "session_id" in line]
    groups = make_plan(root, checker=checker).groups
    return any({lines[0], lines[-1]} <= {edit.line for edit in one.edits} for one in groups)


def applied(root: Path, names: Iterable[str], **options: object) -> dict[str, str]:
    """The same of files that are there already, with their own line breaks."""
    made = make_plan(root, **options)  # type: ignore[arg-type]
    edits: dict[str, list[Edit]] = defaultdict(list)
    for one in made.groups:
        for edit in one.edits if one.confidence >= 0.9 else ():
            edits[edit.path].append(edit)
    return {name: splice((root / name).read_bytes().decode(), edits[name]) for name in names}
