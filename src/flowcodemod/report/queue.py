"""The manual queue: what was not edited and needs somebody, numbered, with its reason and the candidate edit."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from flowcodemod.model.plan import Group, Plan, Reason

_NEEDS_SOMEBODY = frozenset(
    {Reason.UNRESOLVED, Reason.CONFLICT, Reason.HELD_BY, Reason.UNPARSABLE, Reason.QUESTION, Reason.LOW_CONFIDENCE}
)
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry of the queue: a group below the threshold, or a reference that has no group."""

    path: str
    line: int
    old: str
    new: str
    reason: str
    detail: str
    places: int = 1


def queue(plan: Plan, chosen: Plan) -> tuple[Waiting, ...]:
    """What of a plan waits for somebody, sorted by path and line."""
    return tuple(sorted(_entries(plan, chosen), key=lambda one: (one.path, one.line, one.old)))


def _entries(plan: Plan, chosen: Plan) -> Iterator[Waiting]:
    taken = {group.id for group in chosen.groups}
    for group in plan.groups:
        if group.id not in taken:
            yield _waiting(plan, group)
    for one in plan.not_edited:
        if one.reason in _NEEDS_SOMEBODY:
            yield Waiting(one.path, one.line, one.text, one.candidate, one.reason.value, one.detail)


def _waiting(plan: Plan, group: Group) -> Waiting:
    first = plan.first(group)
    detail = "; ".join(str(piece) for piece in group.evidence)
    reason = f"{group.tier.value} {group.confidence:.2f}"
    return Waiting(first.path, first.line, first.old, first.new, reason, detail, len(group.edits))


def render_queue(plan: Plan, chosen: Plan, console: Console, *, everything: bool = False) -> None:
    """The queue as a numbered list; the first twenty unless everything is asked for."""
    waiting = queue(plan, chosen)
    if not waiting:
        console.print("nothing is left to decide")
        return
    console.print(Text(f"{len(waiting)} left to decide", style="bold"))
    for number, one in enumerate(waiting[: None if everything else _SHOWN], 1):
        change = f"{one.old} -> {one.new}" if one.new else one.old
        more = f" and {one.places - 1} more places" if one.places > 1 else ""
        console.print(Text(f"{number:>4}. {one.path}:{one.line} {change}{more}: {one.reason}: {one.detail}"))
    if len(waiting) > _SHOWN and not everything:
        console.print(Text(f"      and {len(waiting) - _SHOWN} more: see 'flowcodemod plan --out plan.json'"))
