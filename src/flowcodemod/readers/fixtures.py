"""What a pytest fixture hands out, as its text shows it: a function inside it, or an instance of a class."""

import re
from collections.abc import Iterator

from flowcodemod.readers.definitions import Definitions, Function

_CALL = r"(?:await\s+)?(?P<maker>[^\W\d]\w*(?:\.\w+)*)\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)"
_MADE = re.compile(rf"{_CALL}\s*")
_NAME = re.compile(r"[^\W\d]\w*")
_ALIAS = re.compile(r"\bname\s*=\s*[\"'](\w+)[\"']")


def fixtures(known: Definitions) -> Iterator[tuple[str, Function]]:
    """The fixtures of a file, by the names they are asked for."""
    for function in known.functions.values():
        for decorator in function.decorators:
            if "fixture" in decorator.partition("(")[0]:
                alias = _ALIAS.search(decorator)
                yield (alias[1] if alias else function.name), function


def handed_out(text: str, known: Definitions, fixture: Function) -> Iterator[Function | str]:
    """What a fixture returns or yields: a function defined inside it, or the dotted name of a class it calls."""
    inner = {one.name: one for one in known.functions.values() if fixture.start < one.start and one.end <= fixture.end}
    for match in re.finditer(r"^[ \t]+(?:return|yield)[ \t]+(?=\w)", text[fixture.start : fixture.end], re.MULTILINE):
        start = fixture.start + match.end()
        if any(one.start <= start < one.end for one in inner.values()):
            continue
        made = _MADE.match(text, start, fixture.end)
        name = _NAME.match(text, start, fixture.end)
        if made is not None and _ends_line(text, made.end()):
            yield made["maker"]
        elif name is not None and _ends_line(text, name.end()):
            yield from _held(text, fixture, name[0], inner.get(name[0]))


def _held(text: str, fixture: Function, name: str, inner: Function | None) -> Iterator[Function | str]:
    """What a name inside a fixture holds: a function defined there, or what a call made."""
    if inner is not None:
        yield inner
        return
    for pattern in (rf"{name}(?:\s*:[^=\n]+)?\s*=\s*{_CALL}[ \t]*$", rf"(?:async )?with {_CALL}\s+as\s+{name}:"):
        for match in re.finditer(rf"^[ \t]+{pattern}", text[fixture.start : fixture.end], re.MULTILINE):
            yield match["maker"]


def _ends_line(text: str, place: int) -> bool:
    return re.match(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)", text[place : place + 200]) is not None or text[place - 1] == "\n"
