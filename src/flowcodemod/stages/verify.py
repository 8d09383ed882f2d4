"""Prove that an apply did what the plan says and nothing else: pure functions from texts and counts to proofs."""

from collections.abc import Mapping, Sequence

from flowcodemod.model.concept import Concept
from flowcodemod.model.plan import Group, Plan
from flowcodemod.model.proof import Changed, Proof, holds
from flowcodemod.model.words import counted
from flowcodemod.readers.duplicates import added
from flowcodemod.readers.languages import grammar_of
from flowcodemod.readers.syntax import Syntax, compiles
from flowcodemod.readers.tokens import tokens
from flowcodemod.stages.blame import Blame

_PYTHON = (".py", ".pyi")


def verify(
    changed: Sequence[Changed], groups: Sequence[Group], concept: Concept, *, again: Plan, chosen: Plan, found: int
) -> tuple[Proof, ...]:
    """The table of proofs. `again`: a plan made from the tree as it is now; `chosen`: what of it would be applied.

    `found`: the references of the tree now, which the new plan must account for.
    """
    blame = Blame(groups)
    return (
        _parses(changed, blame),
        _only_planned(changed, groups, blame),
        _no_duplicates(changed, blame),
        _nothing_left(chosen),
        _ledger(changed, groups, concept, again, found),
    )


def _parses(changed: Sequence[Changed], blame: Blame) -> Proof:
    broken = [one for one in changed if not _is_whole(one.path, one.now) and _was_whole(one)]
    causes = blame.of_texts(broken, lambda one, text: not _is_whole(one.path, text))
    looked = counted(len(changed), "file")
    return holds("every file parses", [f"{one.path} no longer parses" for one in broken], looked, causes)


def _was_whole(one: Changed) -> bool:
    return not one.was or _is_whole(one.was, one.before)


def _is_whole(path: str, text: str) -> bool:
    if path.endswith(_PYTHON):
        return compiles(text)
    grammar = grammar_of(path)
    return grammar is None or not Syntax(text, grammar).has_error


def _only_planned(changed: Sequence[Changed], groups: Sequence[Group], blame: Blame) -> Proof:
    count = sum(len(group.edits) for group in groups)
    differing = [one for one in changed if one.now != one.planned]
    wrong = [one for one in differing if not _same_tokens(one)]
    causes = tuple(sorted({group for one in wrong for group in blame.of_difference(one)}))
    looked = f"{counted(count, 'edit')} in {counted(len(changed), 'file')}, every other code point compared"
    if differing:
        looked += f"; in {len(differing)} of them only the layout differs, every token is as planned"
    return holds("only planned tokens changed", [f"{one.path} differs from the plan" for one in wrong], looked, causes)


def _same_tokens(one: Changed) -> bool:
    """Whether a Python file differs from the plan in nothing but its layout, as a formatter leaves it."""
    if not one.path.endswith(_PYTHON):
        return False
    try:
        return tokens(one.now) == tokens(one.planned)
    except (SyntaxError, RecursionError):
        return False


def _no_duplicates(changed: Sequence[Changed], blame: Blame) -> Proof:
    found = [(one, _added(one, one.now)) for one in changed if one.path.endswith(_PYTHON)]
    problems = [f"{one.path}: {name}" for one, names in found for name in names]
    causes = blame.of_texts([one for one, names in found if names], lambda one, text: bool(_added(one, text)))
    return holds("no new duplicate key, keyword, field or branch", problems, "compared with the files before", causes)


def _added(one: Changed, text: str) -> list[str]:
    """What stands twice in a text and did not before."""
    try:
        return added(one.before if one.was else "", text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _nothing_left(chosen: Plan) -> Proof:
    firsts = [chosen.first(group) for group in chosen.groups]
    problems = [f"{first.path}:{first.line} {first.old}" for first in firsts]
    causes = tuple(group.id for group in chosen.groups)
    return holds("a second plan is empty", problems, "planned again from the tree as it is", causes)


def _ledger(changed: Sequence[Changed], groups: Sequence[Group], concept: Concept, again: Plan, found: int) -> Proof:
    queued = sum(group.references for group in again.groups)
    counted = queued + len(again.not_edited)
    problems = [] if found == counted else [f"{found} references found, {counted} accounted for"]
    before, edited, now = _balance(changed, groups, concept)
    if before - edited != now:
        problems.append(f"{before} references in the files before, {edited} edited, and {now} are left")
    looked = f"{before} references in the files before: {edited} edited, {now} left; "
    looked += f"{found} in the repository: {queued} queued, {len(again.not_edited)} with a reason to stay"
    return holds("the ledger closes", problems, looked)


def _balance(changed: Sequence[Changed], groups: Sequence[Group], concept: Concept) -> tuple[int, int, int]:
    """How many tokens of the concept the files held, how many the edits took away, and how many are left."""
    texts: Mapping[str, str] = {one.was: one.before for one in changed if one.was}
    edits = [edit for group in groups for edit in group.edits if edit.path in texts]
    before = sum(len(concept.hits(text)) for text in texts.values())
    created = sum(len(concept.hits(one.planned)) for one in changed if not one.was)
    taken = sum(len(concept.hits(edit.old)) - len(concept.hits(edit.new)) for edit in edits)
    return before, taken - created, sum(len(concept.hits(one.now)) for one in changed)
