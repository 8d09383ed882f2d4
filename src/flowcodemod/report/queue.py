"""The manual queue: what was not edited and needs somebody, numbered, with reason, candidate edit and question."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from flowcodemod.model.plan import Group, NotEdited, Plan
from flowcodemod.report.escapes import printable
from flowcodemod.report.questions import about_group, about_reason, needs_somebody

_SHOWN = 20
Place = tuple[str, int]
"""A path and a 1-based line."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry: a group below the threshold, or references that have no group and stay for one reason.

    `group`: the group's id, empty without one; `new`: empty where there is no candidate. `places` in order.
    """

    places: tuple[Place, ...]
    old: str
    new: str
    reason: str
    detail: str
    question: str
    group: str = ""

    @property
    def path(self) -> str:
        """Where the first place is."""
        return self.places[0][0]

    @property
    def line(self) -> int:
        """The line of the first place."""
        return self.places[0][1]

    @property
    def change(self) -> str:
        """The candidate edit in short."""
        return f"{self.old} -> {self.new}" if self.new else self.old


def queue(plan: Plan, chosen: Plan) -> tuple[Waiting, ...]:
    """What of a plan waits for somebody, sorted by path and line."""
    return tuple(sorted(_entries(plan, chosen), key=lambda one: (one.places[0], one.old, one.group)))


def _entries(plan: Plan, chosen: Plan) -> Iterator[Waiting]:
    taken = {group.id for group in chosen.groups}
    yield from (_of_group(plan, group) for group in plan.groups if group.id not in taken and not group.is_refused)
    alike: dict[tuple[str, str, str], list[NotEdited]] = defaultdict(list)
    for one in plan.not_edited:
        if needs_somebody(one.reason):
            alike[one.group or one.text, one.reason, one.detail].append(one)
    for several in alike.values():
        places = tuple(sorted((one.path, one.line) for one in several))
        first = min(several)
        question = about_reason(first.reason, first.text, first.candidate)
        yield Waiting(places, first.text, first.candidate, first.reason.value, first.detail, question, first.group)


def _of_group(plan: Plan, group: Group) -> Waiting:
    first = plan.first(group)
    detail = "; ".join(str(piece) for piece in group.evidence)
    reason = f"{group.tier.value} {group.confidence:.2f}"
    places = tuple((edit.path, edit.line) for edit in group.edits or (first,))
    question = about_group(group.evidence, first.old, first.new)
    return Waiting(places, first.old, first.new, reason, detail, question, group.id)


def render_queue(plan: Plan, chosen: Plan, console: Console) -> None:
    """The first twenty entries on the screen."""
    waiting = queue(plan, chosen)
    if not waiting:
        console.print("nothing is left to decide")
        return
    console.print(Text(f"{len(waiting)} left to decide", style="bold"))
    for line in lines(waiting[:_SHOWN]):
        console.print(Text(line))
    if len(waiting) > _SHOWN:
        console.print(Text(f"      and {len(waiting) - _SHOWN} more: see 'flowcodemod plan --queue queue.md'"))


def lines(waiting: Sequence[Waiting]) -> Iterator[str]:
    """The entries for people, two lines each."""
    for number, one in enumerate(waiting, 1):
        more = len(one.places) - 1
        places = f" and {more} more {'place' if more == 1 else 'places'}" if more else ""
        where = printable(f"{one.path}:{one.line} {one.change}")
        yield f"{number:>4}. {where}{places}: {one.reason}: {printable(one.detail)}"
        yield f"      {printable(one.question)}" + (f" (group {one.group})" if one.group else "")
