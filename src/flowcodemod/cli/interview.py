"""Group by group: show it, ask, write the answer down at once. Works on a terminal and on a piped list of answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.console import Console
from rich.text import Text

from flowcodemod.cli.answers import record_answer
from flowcodemod.cli.session import Planned
from flowcodemod.model.decision import Answer
from flowcodemod.model.evidence import Kind
from flowcodemod.model.plan import Group
from flowcodemod.report.review import render_card
from flowcodemod.report.story import render_group_story

_ANSWERS = {"a": Answer.ACCEPT, "r": Answer.REJECT, "f": Answer.FOREIGN, "l": Answer.LATER}
_WORDS = ("accept", "reject", "foreign", "later", "explain", "quit")
_PROMPT = "(a)ccept (r)eject (f)oreign (l)ater (e)xplain (q)uit, a reason may follow: "
_ANSWERED = frozenset({Kind.DECIDED, Kind.POSTPONED, Kind.REJECTED})


@dataclass(frozen=True, slots=True)
class Interview:
    """What came of it: the groups accepted now, whether any was refused, and whether it was broken off."""

    accepted: tuple[str, ...]
    refused: bool
    quit: bool


def unanswered(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups nobody has answered for."""
    return tuple(group for group in groups if not any(piece.kind in _ANSWERED for piece in group.evidence))


def reopened(group: Group) -> Group:
    """A group as if nobody had left it for later."""
    return replace(group, evidence=tuple(piece for piece in group.evidence if piece.kind is not Kind.POSTPONED))


def interview(made: Planned, groups: Sequence[Group], console: Console) -> Interview:
    """Ask about each group in turn. Ends early at `quit` and where the input ends."""
    accepted: list[str] = []
    for number, group in enumerate(groups, 1):
        render_card(made.repository, made.plan, group, console, f"[{number}/{len(groups)}]")
        answer, reason = _ask(group, console)
        if answer is None:
            return Interview(tuple(accepted), refused=False, quit=True)
        record_answer(made, group, answer, reason)
        if answer is Answer.ACCEPT:
            accepted.append(group.id)
    return Interview(tuple(accepted), refused=len(accepted) < len(groups), quit=False)


def _ask(group: Group, console: Console) -> tuple[Answer | None, str]:
    """An answer and its reason; None to stop. Explains and asks again as often as wanted."""
    while True:
        try:
            line = console.input(Text(_PROMPT)).strip()
        except EOFError:
            return None, ""
        word, _, reason = line.partition(" ")
        key = word.lower() if len(word) == 1 else next((one[0] for one in _WORDS if one == word.lower()), "")
        if key in _ANSWERS:
            return _ANSWERS[key], reason.strip()
        if key == "q":
            return None, ""
        if key == "e":
            render_group_story(group, console)
        else:
            console.print(Text(f"'{word}' is none of {', '.join(_WORDS)}"))
