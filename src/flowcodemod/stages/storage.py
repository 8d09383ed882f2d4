"""The storage inventory: every key and path pattern that holds the concept, with who writes and who reads under it."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from flowcodemod.model.reference import Reference, Role
from flowcodemod.readers.patterns import normalised, pattern_at
from flowcodemod.stages.file import File
from flowcodemod.stages.index import Index

_WRITES = re.compile(
    r"(?:set|put|write|hset|hmset|setex|incr|decr|add|save|store|dump|makedirs|mkdir|write_text|write_bytes|touch|push|append)\w*$"
)
_READS = re.compile(
    r"(?:get|read|load|exists|hget|fetch|listdir|glob|scan|keys|pop|is_file|is_dir|read_text|read_bytes|open)\w*$"
)
_ENDS = " \t\n\"'`"
_HEADER = re.compile(r"^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
_STEPS = 3


@dataclass(frozen=True, slots=True, order=True)
class Stored:
    """A pattern with the places (`path:line`) that write under it, read under it, and merely spell it."""

    pattern: str
    writers: tuple[str, ...]
    readers: tuple[str, ...]
    spelled: tuple[str, ...]


def storage(index: Index) -> tuple[Stored, ...]:
    """Every pattern, sorted; the same pattern spelled in several ways is one row."""
    found: dict[str, dict[str, set[str]]] = {}
    for file in index.files.values():
        for reference in file.references:
            if reference.role in (Role.STORAGE_KEY, Role.PATH):
                row = found.setdefault(
                    pattern_of(file, reference), {"writers": set(), "readers": set(), "spelled": set()}
                )
                for kind in set(_uses(file, reference)) or {"spelled"}:
                    row[kind].add(f"{reference.path}:{reference.line}")
    return tuple(
        Stored(pattern, *(tuple(sorted(row[kind])) for kind in ("writers", "readers", "spelled")))
        for pattern, row in sorted(found.items())
    )


def pattern_of(file: File, reference: Reference) -> str:
    """The pattern that a reference to a key or a path stands in, every value in it written `{}`."""
    if file.syntax is not None:
        return pattern_at(file.syntax, reference.start, reference.end)
    text = file.source.text
    left = max(text.rfind(sign, 0, reference.start) for sign in _ENDS) + 1
    right = min((place for sign in _ENDS if (place := text.find(sign, reference.end)) >= 0), default=len(text))
    return normalised(text[left:right])


def _uses(file: File, reference: Reference) -> Iterator[str]:
    """What the calls around a pattern, or around the variable it is put into, do with it: `writers`, `readers`."""
    text = file.source.text
    line = text.rfind("\n", 0, reference.start) + 1
    end = text.find("\n", reference.end)
    statement = text[line : end if end >= 0 else len(text)]
    yield from _kinds(re.findall(r"(\w+)\(", statement[: reference.start - line]), statement)
    assigned = re.match(r"[ \t]*(?:self\.)?(\w+)(?:[ \t]*:[^=\n]+)?[ \t]*=[ \t]*(?!=)", statement)
    names = {assigned[1]} if assigned else set()
    if re.match(r"[ \t]*return\b", statement):
        header = next(iter(deque(_HEADER.finditer(text, 0, line), maxlen=1)), None)
        yield from _of_function(text, header[1]) if header else ()
    body = text[reference.end : _end_of_scope(text, reference.end, len(statement) - len(statement.lstrip()))]
    for _step in range(_STEPS):
        for name in sorted(names):
            for match in re.finditer(rf"(\w+)\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*?(?<!\w){name}(?!\w)([^\n]*)", body):
                yield from _kinds([match[1]], match[0])
        built = "|".join(map(re.escape, sorted(names))) or "(?!)"
        further = set(re.findall(rf"^[ \t]*(\w+)[ \t]*=[^\n]*(?<!\w)(?:{built})(?!\w)", body, re.MULTILINE))
        if further <= names:
            break
        names |= further


def _of_function(text: str, name: str) -> Iterator[str]:
    """What is done with the key that a function of the file returns."""
    for match in re.finditer(rf"(\w+)\([^()\n]*(?<!\w){name}\([^\n]*", text):
        yield from _kinds([match[1]], match[0])


def _kinds(methods: list[str], statement: str) -> Iterator[str]:
    for method in methods:
        if method == "open":
            yield "writers" if re.search(r"""["'][wax]b?\+?["']""", statement) else "readers"
        elif _WRITES.match(method):
            yield "writers"
        elif _READS.match(method):
            yield "readers"


def _end_of_scope(text: str, start: int, indent: int) -> int:
    """Where the block ends that a statement with this indent stands in; a module's constant reaches to the end."""
    if indent == 0:
        return len(text)
    following = re.compile(rf"^[ \t]{{0,{indent - 1}}}[^\s#)\]}}]", re.MULTILINE).search(text, start)
    return following.start() if following else len(text)
