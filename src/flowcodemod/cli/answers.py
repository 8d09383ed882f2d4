"""The decisions file as the commands write it: what the checker proved, and what people answer."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from flowcodemod.cli.session import Planned
from flowcodemod.model.decision import Answer, Decision
from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.plan import Group
from flowcodemod.repo.decisions import FILE, read_decisions, record_decisions, write_decisions
from flowcodemod.stages.decisions import PROVEN, names_of, proven


def record_proven(made: Planned, console: Console) -> None:
    """Replace what the checker proved earlier by what it proves now; people's answers stay and go first.

    Raises FlowcodemodError without a checker.
    """
    if made.problem:
        raise FlowcodemodError(f"--record needs the type checker: {made.problem}")
    root = made.repository.root
    before = read_decisions(root)
    answered = {name: one for name, one in before.items() if one.source != PROVEN}
    found = {one.fingerprint: one for one in proven(made.index, made.plan, made.campaign.concept)}
    if found | answered != before:
        write_decisions(root, found | answered)
    console.print(Text(f"{FILE}: {len(found)} references are somebody else's; commit it"))


def record_answer(made: Planned, group: Group, answer: Answer, reason: str) -> None:
    """Write one answer about a group at once, so that nothing is lost when the next is never given."""
    who = made.repository.user()
    record_decisions(made.repository.root, [Decision(one, answer, reason, who) for one in _named(made, group, answer)])


def _named(made: Planned, group: Group, answer: Answer) -> Iterable[str]:
    """A group is answered for as one; whose a name is, is known of each reference."""
    if answer is not Answer.FOREIGN:
        return (group.id,)
    places = {(edit.path, edit.start) for edit in group.edits}
    names = names_of(made.index, made.campaign.concept)
    return [name for reference, name in names.items() if (reference.path, reference.start) in places]
