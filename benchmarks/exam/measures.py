"""What a tool left and what it should not have touched, counted in the text of two trees."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from .cases import Case, Rule


@dataclass(frozen=True)
class Left:
    """A whole-word old name that no rule lets stay."""

    path: str
    line: int
    text: str


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """(path, text) of every text file below `root` but git's own, sorted."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.is_symlink() or not path.is_file() or {".git", "__pycache__"} & set(name.parts):
            continue
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            yield name.as_posix(), data.decode("utf-8", "replace")


def left(root: Path, case: Case) -> list[Left]:
    """Every whole-word old name outside the spans of the case's rules."""
    found = []
    for path, text in texts(root):
        spans = [span for rule in (*case.keep, *case.may_stay) for span in _spans(rule, path, text)]
        for match in case.word.finditer(text):
            if not any(start <= match.start() and match.end() <= end for start, end in spans):
                line = text.count("\n", 0, match.start()) + 1
                found.append(Left(path, line, text.splitlines()[line - 1].strip()))
    return found


def kept(root: Path, case: Case) -> list[int]:
    """How often each `keep` rule matches."""
    counts = [0] * len(case.keep)
    for path, text in texts(root):
        for index, rule in enumerate(case.keep):
            counts[index] += sum(1 for _ in _spans(rule, path, text))
    return counts


def _spans(rule: Rule, path: str, text: str) -> Iterator[tuple[int, int]]:
    if fnmatch(path, rule.path):
        yield from (match.span() for match in rule.pattern.finditer(text) if match.group())
