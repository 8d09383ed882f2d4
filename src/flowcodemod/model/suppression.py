"""Inline suppressions: `flowcodemod: ignore[FCM103] reason` in a comment, in every comment syntax."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

MARKER = "flowcodemod:"
_CLOSERS = {"/*": "*/", "<!--": "-->", "{#": "#}"}
_ANY = r"\#|//|/\*|<!--|--|;|%|\{\#|\.\.(?=[ \t])"
_OPENERS = {
    ".html": r"<!--|\{\#",  # templates, too
    ".htm": r"<!--|\{\#",
    ".md": "<!--",
    ".markdown": "<!--",
    ".rst": r"\.\.(?=[ \t])",
    ".sql": r"--|/\*",
    ".txt": "(?!)",  # has no comments
}
_DIRECTIVE = r"({})[ \t]*flowcodemod:[ \t]*ignore\b[ \t]*(?:\[([^\]\n]*)\])?([^\r\n]*)"


@dataclass(frozen=True, slots=True, order=True)
class Suppression:
    """One directive: `start`/`end` are 0-based code points of its comment, `line` and `covers` are 1-based lines."""

    start: int
    end: int
    line: int
    covers: int
    codes: tuple[str, ...]
    reason: str

    @property
    def problem(self) -> str:
        """Why it does not count, empty when it does."""
        if not self.codes:
            return "names no code: write ignore[FCM103] and a reason"
        return "" if self.reason else "gives no reason, so it does not count: write one after the bracket"


def suppressions(
    path: str, text: str, in_comment: Callable[[int, int], bool] = lambda _start, _end: True
) -> tuple[Suppression, ...]:
    """Every directive of a text, also those that do not count (`problem`), in order.

    A comment with nothing before it on its line covers the next one that is not blank, any other its own. `in_comment`
    says whether a span of code points lies in a comment, for those who can tell it from a string.
    """
    if MARKER not in text:
        return ()
    pattern = re.compile(_DIRECTIVE.format(_OPENERS.get(PurePosixPath(path).suffix.lower(), _ANY)))
    found: list[Suppression] = []
    line, at = 1, 0
    for match in pattern.finditer(text):
        line, at = line + text.count("\n", at, match.start()), match.start()
        found.append(_read(text, match, line))
    return tuple(one for one in found if in_comment(one.start, one.end))


def by_line(found: Iterable[Suppression]) -> Mapping[int, tuple[Suppression, ...]]:
    """The suppressions that count, by the line they cover."""
    lines: dict[int, tuple[Suppression, ...]] = {}
    for one in found:
        if not one.problem:
            lines[one.covers] = (*lines.get(one.covers, ()), one)
    return lines


def covering(lines: Mapping[int, tuple[Suppression, ...]], line: int, code: str) -> Suppression | None:
    """The suppression that lets a code pass on a line, if any does; `lines` is what `by_line` gives."""
    return next((one for one in lines.get(line, ()) if code in one.codes), None)


def _read(text: str, match: re.Match[str], line: int) -> Suppression:
    opener, codes, rest = match.groups()
    closer = _CLOSERS.get(opener, "")
    closed = rest.find(closer) if closer else -1
    reason = rest if closed < 0 else rest[:closed]
    end = match.end() if closed < 0 else match.start(3) + closed + len(closer)
    alone = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \t\r{")
    named = tuple(code for code in re.split(r"[,\s]+", codes or "") if code)
    return Suppression(match.start(), end, line, _below(text, end, line) if alone else line, named, reason.strip())


def _below(text: str, end: int, line: int) -> int:
    """The line after the one that holds a position and the blank ones below it."""
    rest = text[end:].partition("\n")[2]
    return line + 1 + rest[: len(rest) - len(rest.lstrip())].count("\n")
