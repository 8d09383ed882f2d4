"""Every reference of a package, with the tier that a plan gives it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from copies import committed_copy
from exam.cases import Case
from exam.packages import Workshop
from flowcodemod.cli.session import Planned, Request, make_plan
from flowcodemod.model.evidence import Evidence, tier
from flowcodemod.model.reference import Reference

FOLDER = Path(__file__).parent
STAYS = "stays"


@dataclass(frozen=True)
class Package:
    """A package on PyPI, the concept asked about in it, and how many of its references are drawn."""

    name: str
    version: str
    old: str
    new: str
    draw: int
    half: str
    install: tuple[str, ...]

    @property
    def case(self) -> Case:
        """The package as the exam fetches and installs it."""
        return Case(
            self.name, self.version, self.old, self.new, self.install, (), ".", "", (), files={}, keep=(), may_stay=()
        )


@dataclass(frozen=True)
class Prediction:
    """What a plan says of a reference: its tier (`stays` when it is not to be edited at all) and on what evidence."""

    reference: Reference
    tier: str
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


def load(path: Path = FOLDER / "packages.toml") -> tuple[Package, ...]:
    """Every package. Raises KeyError and ValueError for a document that is none."""
    documents = tomllib.loads(path.read_text("utf-8"))["package"]
    return tuple(Package(**{**one, "install": tuple(one["install"])}) for one in documents)


def predict(package: Package, workshop: Workshop, console: Console) -> tuple[Prediction, ...]:
    """Plan the rename of a package in an environment of its own. Raises PackageError when it cannot be had."""
    tree = committed_copy(workshop.source(package.case), workshop.tree(package.case))
    python = workshop.python(package.case)
    request = Request(tree, Path(), old=package.old, new=package.new, python=python)
    return tuple(predictions(make_plan(request, console)))


def predictions(made: Planned) -> Iterator[Prediction]:
    """The tier of every reference of a plan."""
    edited = _edited(made)
    left = {(one.path, one.line, one.column): f"{one.reason.value}: {one.detail}" for one in made.plan.not_edited}
    for reference in made.index.references:
        evidence = edited.get((reference.path, reference.start))
        if evidence is None:
            reason = left.get((reference.path, reference.line, reference.column), "")
            yield Prediction(reference, STAYS, reason=reason)
        else:
            yield Prediction(reference, tier(evidence[0]).value, *evidence)


def _edited(made: Planned) -> Mapping[tuple[str, int], tuple[float, tuple[Evidence, ...]]]:
    """The references that lie in an edit of a group, or in the name of a file that moves with one."""
    found = {}
    places: dict[str, list[Reference]] = {}
    for reference in made.index.references:
        places.setdefault(reference.path, []).append(reference)
    moved = {operation.group: operation.path for operation in made.plan.operations if operation.path}
    for group in made.plan.groups:
        for edit in group.edits:
            for reference in places.get(edit.path, ()):
                if edit.start <= reference.start < edit.end and reference.role.value != "filename":
                    found[reference.path, reference.start] = (group.confidence, group.evidence)
        if group.id in moved:
            for reference in places.get(moved[group.id], ()):
                if reference.role.value == "filename":
                    found[reference.path, reference.start] = (group.confidence, group.evidence)
    return found
