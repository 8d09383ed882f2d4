"""Prove that an apply did what the plan says and nothing else: pure functions from texts and counts to proofs."""

from collections.abc import Iterable, Mapping, Sequence

from flowcodemod.model.plan import Group, Plan
from flowcodemod.model.proof import Changed, Proof, holds
from flowcodemod.model.splice import splice
from flowcodemod.readers.duplicates import duplicates
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax


def verify(
    changed: Sequence[Changed], groups: Sequence[Group], again: Plan, chosen: Plan, found: int
) -> tuple[Proof, ...]:
    """The table of proofs. `again`: a plan made from the tree as it is now; `chosen`: what of it would be applied.

    `found`: the references of the tree now, which the new plan must account for.
    """
    owners = _owners(groups)
    return (
        _parses(changed, owners),
        _only_planned(changed, groups, owners),
        _no_duplicates(changed, owners),
        _nothing_left(chosen),
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


def _nothing_left(chosen: Plan) -> Proof:
    problems = [f"{group.edits[0].path}:{group.edits[0].line} {group.edits[0].old}" for group in chosen.groups]
    causes = tuple(group.id for group in chosen.groups)
    return holds("a second plan is empty", problems, "planned again from the tree as it is", causes)


def _ledger(again: Plan, found: int) -> Proof:
    queued = sum(group.references for group in again.groups)
    counted = queued + len(again.not_edited)
    problems = [] if found == counted else [f"{found} references found, {counted} accounted for"]
    return holds(
        "the ledger closes",
        problems,
        f"{found} references left: {queued} queued, {len(again.not_edited)} with a reason to stay",
    )
