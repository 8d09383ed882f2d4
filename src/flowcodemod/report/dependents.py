"""What still depends on a name, as a file: text, Markdown for a ticket, JSON for programs."""

import json
from collections.abc import Iterator, Sequence

from flowcodemod.report.escapes import printable, prose
from flowcodemod.stages.dependents import Dependents, Place

SCHEMA_VERSION = 1
_PLACES = 10
_SORTS = ("code", "tests", "text", "maybe", "kept")


def write_dependents(found: Sequence[Dependents], name: str) -> str:
    """The report in the format that a file's name asks for: `.md`, `.json`, else text; see docs/json.md."""
    if name.endswith(".json"):
        return _json(found)
    if name.endswith((".md", ".markdown")):
        return "\n".join(_markdown(found)) + "\n"
    return "".join(f"{line}\n" for line in _text(found))


def headline(found: Sequence[Dependents]) -> str:
    """`nothing depends on 3 of the 12 things that bear the name`."""
    return f"nothing depends on {sum(one.is_free for one in found)} of the {len(found)} things that bear the name"


def _text(found: Sequence[Dependents]) -> Iterator[str]:
    yield headline(found)
    for one in found:
        yield f"{printable(_what(one))}, reach {one.reach.value}{_free(one)}"
        yield from (f"  {line}" for line in _lines(one))


def _markdown(found: Sequence[Dependents]) -> Iterator[str]:
    yield f"# {headline(found)}"
    yield ""
    for one in found:
        yield f"- [ ] {prose(_what(one))}, reach {one.reach.value}{_free(one)}"
        yield from (f"  - {prose(line)}" for line in _lines(one))


def _what(one: Dependents) -> str:
    return f"{one.kind.value} {one.name} ({_listed(one.defined) or 'defined nowhere here'})"


def _free(one: Dependents) -> str:
    return ": nothing depends on it" if one.is_free else ""


def _lines(one: Dependents) -> Iterator[str]:
    for sort in _SORTS:
        places: tuple[Place, ...] = getattr(one, sort)
        if places:
            yield f"{sort} {len(places)}: {_listed(places)}"
    yield from (f"outside: {detail}" for detail in one.outside)


def _listed(places: Sequence[Place]) -> str:
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    return ", ".join(f"{path}:{line}" for path, line in places[:_PLACES]) + more


def _json(found: Sequence[Dependents]) -> str:
    entries = [
        {
            "group": one.group,
            "name": one.name,
            "kind": one.kind.value,
            "reach": one.reach.value,
            "free": one.is_free,
            "outside": list(one.outside),
            **{sort: _objects(getattr(one, sort)) for sort in ("defined", *_SORTS)},
        }
        for one in found
    ]
    return json.dumps({"schema_version": SCHEMA_VERSION, "dependents": entries}, indent=2) + "\n"


def _objects(places: Sequence[Place]) -> list[dict[str, object]]:
    return [{"path": path, "line": line} for path, line in places]
