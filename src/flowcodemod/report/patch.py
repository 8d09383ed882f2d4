"""A plan as a patch: what `git apply` makes of it equals what `apply` writes, byte for byte."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from flowcodemod.model.plan import Plan
from flowcodemod.repo.changes import plan_changes
from flowcodemod.repo.git import Repository

_PLAIN = re.compile(rb"[\w./+@%,=~^-]+")
_CONTEXT = 3
_ESCAPES = {ord('"'): b'\\"', ord("\\"): b"\\\\"}
Span = tuple[int, int, int, int]


def patch(repository: Repository, plan: Plan) -> bytes:
    """Return the patch of a plan, to be applied with `git apply` at the top of the work tree; empty without changes.

    Bytes, because files need not be UTF-8. Raises PlanError as `apply` does.
    """
    changes = plan_changes(repository, plan)
    # A file that comes back at the place of a moved one is a change there, and the moved one is new.
    moves = {path: target for path, target in changes.moves.items() if changes.after.get(path) is None}
    parts: list[bytes] = []
    for path, after in changes.after.items():
        before = changes.before[path]
        if path in moves and before is not None:
            parts.append(_file(repository, path, moves[path], before, changes.after[moves[path]]))
        elif path not in moves.values():
            parts.append(_file(repository, path, path, before, after))
    return b"".join(parts)


def _file(repository: Repository, path: str, target: str, before: bytes | None, after: bytes | None) -> bytes:
    old, new = _name("a/", repository.prefix + path), _name("b/", repository.prefix + target)
    lines = [b"diff --git %s %s" % (old, new)]
    if path != target:
        names = _name("", repository.prefix + path), _name("", repository.prefix + target)
        lines += [b"similarity index 90%", b"rename from " + names[0], b"rename to " + names[1]]
    elif before is None:
        lines.append(b"new file mode 100644")
        old = b"/dev/null"
    elif after is None:
        executable = (repository.root / path).lstat().st_mode & 0o100
        lines.append(b"deleted file mode " + (b"100755" if executable else b"100644"))
        new = b"/dev/null"
    hunks = b"".join(_hunks(_lines(before or b""), _lines(after or b"")))
    if hunks:
        lines += [b"--- " + old, b"+++ " + new]
    return b"\n".join(lines) + b"\n" + hunks


def _name(side: str, path: str) -> bytes:
    """Return a path as git writes it: quoted, with octal escapes, unless every sign is harmless."""
    raw = (side + path).encode()
    if _PLAIN.fullmatch(raw):
        return raw
    quoted = (_ESCAPES.get(sign) or (b"%c" if 32 <= sign < 127 else b"\\%03o") % sign for sign in raw)
    return b'"' + b"".join(quoted) + b'"'


def _lines(data: bytes) -> list[bytes]:
    """Split after each line feed only: a carriage return belongs to its line."""
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _hunks(before: list[bytes], after: list[bytes]) -> Iterator[bytes]:
    for spans in _grouped(_changed(before, after)):
        first, last = spans[0], spans[-1]
        lead = min(_CONTEXT, first[0])
        tail = min(_CONTEXT, len(before) - last[1])
        old, new = (first[0] - lead, last[1] + tail), (first[2] - lead, last[3] + tail)
        yield b"@@ -%s +%s @@\n" % (_range(*old), _range(*new))
        at = old[0]
        for start, end, new_start, new_end in spans:
            yield from _marked(b" ", before[at:start])
            yield from _marked(b"-", before[start:end])
            yield from _marked(b"+", after[new_start:new_end])
            at = end
        yield from _marked(b" ", before[at : old[1]])


def _changed(before: list[bytes], after: list[bytes]) -> list[Span]:
    """Return the spans of lines that differ. Most edits keep the number of lines, and then no search is needed."""
    if len(before) == len(after):
        numbers = [number for number, lines in enumerate(zip(before, after, strict=True)) if lines[0] != lines[1]]
        return [(number, number + 1, number, number + 1) for number in numbers]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(i1, i2, j1, j2) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _grouped(spans: list[Span]) -> list[list[Span]]:
    """Gather the spans that are so close that their context would overlap."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups and span[0] - groups[-1][-1][1] <= 2 * _CONTEXT:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _range(start: int, end: int) -> bytes:
    """Return a range as a hunk's header counts: from 1, or after line 0 when it is empty."""
    return b"%d,%d" % (start + 1 if end > start else start, end - start)


def _marked(mark: bytes, lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield mark + line + (b"" if line.endswith(b"\n") else b"\n\\ No newline at end of file\n")
