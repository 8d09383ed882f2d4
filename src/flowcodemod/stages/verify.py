"""Prove that an apply did what the plan says and nothing else: pure functions from texts and counts to proofs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flowcodemod.model.plan import Group, Plan
from flowcodemod.model.proof import Outcome, Proof, holds
from flowcodemod.model.splice import splice
from flowcodemod.readers.duplicates import duplicates
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax


@dataclass(frozen=True, slots=True)
class Changed:
    """One file that a run touched: its text before and as it stands now."""

    path: str
    before: str
    now: str


def verify(changed: Sequence[Changed], groups: Sequence[Group], again: Plan | None, found: int) -> tuple[Proof, ...]:
    """The table of proofs. `again`: a plan made from the tree as it is now, cut to what would be applied.

    `found`: the references of the tree now, which the new plan must account for.
    """
    owners = _owners(groups)
    return (
        _parses(changed, owners),
        _only_planned(changed, groups, owners),
        _no_duplicates(changed, owners),
        _nothing_left(again),
        _ledger(again, found),
    )


def _owners(groups: Iterable[Group]) -> Mapping[str, tuple[str, ...]]:
    """Path -> the groups that edited it."""
    owners: dict[str, dict[str, None]] = {}
    for group in groups:
        for edit in group.edits:
            owners.setdefault(edit.path, {})[group.id] = None
    return {path: tuple(ids) for path, ids in owners.items()}


def _parses(changed: Sequence[Changed], owners: Mapping[str, tuple[str, ...]]) -> Proof:
    broken = [one.path for one in changed if not _is_whole(one.path, one.now) and _is_whole(one.path, one.before)]
    causes = tuple(sorted({group for path in broken for group in owners.get(path, ())}))
    return holds("every file parses", [f"{path} no longer parses" for path in broken], f"{len(changed)} files", causes)


def _is_whole(path: str, text: str) -> bool:
    if path.endswith((".py", ".pyi")):
        try:
            compile(text, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
        return True
    grammar = grammar_of(path)
    return grammar is None or not Syntax(text, grammar).has_error


def _only_planned(changed: Sequence[Changed], groups: Sequence[Group], owners: Mapping[str, tuple[str, ...]]) -> Proof:
    edits = [edit for group in groups for edit in group.edits]
    other = [
        one.path for one in changed if splice(one.before, (edit for edit in edits if edit.path == one.path)) != one.now
    ]
    causes = tuple(sorted({group for path in other for group in owners.get(path, ())}))
    looked = f"{len(edits)} edits in {len(changed)} files, every other code point compared"
    return holds("only planned tokens changed", [f"{path} differs from the plan" for path in other], looked, causes)


def _no_duplicates(changed: Sequence[Changed], owners: Mapping[str, tuple[str, ...]]) -> Proof:
    problems: list[str] = []
    paths: list[str] = []
    for one in changed:
        if not one.path.endswith((".py", ".pyi")):
            continue
        try:
            new = duplicates(one.now) - duplicates(one.before)
        except (SyntaxError, ValueError, RecursionError):
            continue
        problems += [f"{one.path}: {name}" for name in new]
        paths += [one.path] if new else []
    causes = tuple(sorted({group for path in paths for group in owners.get(path, ())}))
    return holds("no new duplicate key, keyword, field or branch", problems, "compared with the files before", causes)


def _nothing_left(again: Plan | None) -> Proof:
    name = "a second plan is empty"
    if again is None:
        return Proof(name, Outcome.SKIPPED, "no campaign to plan with")
    problems = [f"{group.edits[0].path}:{group.edits[0].line} {group.edits[0].old}" for group in again.groups]
    return holds(name, problems, "planned again from the tree as it is", tuple(group.id for group in again.groups))


def _ledger(again: Plan | None, found: int) -> Proof:
    name = "the ledger closes"
    if again is None:
        return Proof(name, Outcome.SKIPPED, "no campaign to plan with")
    queued = len(again.not_edited)
    problems = [] if found == queued else [f"{found} references found, {queued} accounted for"]
    return holds(name, problems, f"{found} references left, each with its reason")
