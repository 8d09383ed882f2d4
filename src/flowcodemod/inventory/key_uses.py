"""What code does with a key or path: the calls around it, around the names it is put into, and around its function's."""

import re
from collections import deque
from collections.abc import Iterator

WRITERS, READERS = "writers", "readers"
_WRITES = re.compile(
    r"(?:set|put|write|hset|hmset|setex|incr|decr|add|save|store|dump|makedirs|mkdir|write_text|write_bytes|touch|push|append"
    r"|delete|unlink|expire|rename)\w*$"
)
_READS = re.compile(
    r"(?:get|read|load|exists|hget|fetch|listdir|glob|scan|keys|pop|is_file|is_dir|read_text|read_bytes|open|incr|decr)\w*$"
)
_HEADER = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
_STEPS = 3


def uses(text: str, start: int, end: int) -> Iterator[str]:
    """`writers` and `readers`, as the expression at a span of code points is used in its file."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    statement = text[line : stop if stop >= 0 else len(text)]
    yield from _kinds(re.findall(r"(\w+)\(", statement[: start - line]), statement)
    function = returned_by(text, start)
    yield from _of_function(text, function) if function else ()
    assigned = re.match(r"[ \t]*(?:self\.)?(\w+)(?:[ \t]*:[^=\n]+)?[ \t]*=[ \t]*(?!=)", statement)
    names = {assigned[1]} if assigned else set()
    body = text[end : _end_of_scope(text, end, len(statement) - len(statement.lstrip()))]
    for _step in range(_STEPS):
        for name in sorted(names):
            yield from of_name(body, name)
        built = "|".join(map(re.escape, sorted(names))) or "(?!)"
        further = set(re.findall(rf"^[ \t]*(\w+)[ \t]*=[^\n]*(?<!\w)(?:{built})(?!\w)", body, re.MULTILINE))
        if further <= names:
            break
        names |= further


def returned_by(text: str, start: int) -> str:
    """The function that returns the expression at a code point; '' where none does."""
    line = text.rfind("\n", 0, start) + 1
    if not re.match(r"[ \t]*return\b", text[line:start] + " "):
        return ""
    header = next(iter(deque(_HEADER.finditer(text, 0, line), maxlen=1)), None)
    return header[1] if header else ""


def constant_of(text: str, start: int) -> str:
    """The name of a module that the expression at a code point is the value of; '' where it is none's."""
    line = text.rfind("\n", 0, start) + 1
    match = re.match(r"(\w+)(?:[ \t]*:[^=\n]+)?[ \t]*=[ \t]*[rRfF]*[\"']+[^\n]*$", text[line:start])
    return match[1] if match else ""


def of_name(text: str, name: str) -> Iterator[str]:
    """What the calls do that are given a name."""
    for match in re.finditer(rf"(\w+)\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*?(?<!\w){name}(?!\w)([^\n]*)", text):
        yield from _kinds([match[1]], match[0])


def _of_function(text: str, name: str) -> Iterator[str]:
    """What is done with the key that a function of the file returns."""
    for match in re.finditer(rf"(\w+)\([^()\n]*(?<!\w){name}\([^\n]*", text):
        yield from _kinds([match[1]], match[0])


def _kinds(methods: list[str], statement: str) -> Iterator[str]:
    for method in methods:
        if method == "open":
            yield WRITERS if re.search(r"""["'][wax]b?\+?["']""", statement) else READERS
            continue
        if _WRITES.match(method):
            yield WRITERS
        if _READS.match(method):
            yield READERS


def _end_of_scope(text: str, start: int, indent: int) -> int:
    """Where the block ends that a statement with this indent stands in; a module's constant reaches to the end."""
    if indent == 0:
        return len(text)
    following = re.compile(rf"^[ \t]{{0,{indent - 1}}}[^\s#)\]}}]", re.MULTILINE).search(text, start)
    return following.start() if following else len(text)
