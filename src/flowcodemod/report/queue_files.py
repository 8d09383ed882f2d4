"""The manual queue as a file: text, Markdown for a ticket or a pull request, JSON for programs."""

import json
from collections.abc import Iterator, Sequence

from flowcodemod.report.escapes import prose
from flowcodemod.report.queue import Waiting, lines

_PLACES = 10
SCHEMA_VERSION = 1


def write_queue(waiting: Sequence[Waiting], name: str) -> str:
    """The queue in the format that a file's name asks for: `.md`, `.json`, else text."""
    if name.endswith(".json"):
        return _json(waiting)
    if name.endswith((".md", ".markdown")):
        return "\n".join(_markdown(waiting)) + "\n"
    return "".join(f"{line}\n" for line in lines(waiting)) or "nothing is left to decide\n"


def _markdown(waiting: Sequence[Waiting]) -> Iterator[str]:
    yield f"# {len(waiting)} left to decide"
    for number, one in enumerate(waiting, 1):
        yield ""
        yield f"## {number}. {prose(one.change)}"
        yield ""
        yield f"**{prose(one.question)}**"
        yield ""
        yield f"- reason: {prose(one.reason)}: {prose(one.detail)}"
        if one.group:
            yield f"- group: {prose(one.group)}"
        for path, line in one.places[:_PLACES]:
            yield f"- [ ] {prose(f'{path}:{line}')}"
        if len(one.places) > _PLACES:
            yield f"- and {len(one.places) - _PLACES} more"


def _json(waiting: Sequence[Waiting]) -> str:
    entries = [
        {
            "number": number,
            "group": one.group,
            "old": one.old,
            "new": one.new,
            "reason": one.reason,
            "detail": one.detail,
            "question": one.question,
            "places": [{"path": path, "line": line} for path, line in one.places],
        }
        for number, one in enumerate(waiting, 1)
    ]
    return json.dumps({"schema_version": SCHEMA_VERSION, "queue": entries}, indent=2) + "\n"
