"""Type errors before and after a rename: which of them are new."""

from collections import Counter
from collections.abc import Callable, Iterable

from flowcodemod.typecheck.protocol import Problem


def appeared(
    before: Iterable[Problem], after: Iterable[Problem], rename: Callable[[str], str] = str
) -> tuple[Problem, ...]:
    """The errors of `after` that `before` has no counterpart for, sorted.

    `rename` turns a path or a message of before into what it should be afterwards. Lines and columns may move with the
    edits, so errors are paired by path, code and message: of several alike, those on the same line pair first.
    """
    known = [Problem(rename(one.path), one.line, one.column, one.code, rename(one.message)) for one in before]
    exact = Counter((one.path, one.line, one.code, one.message) for one in known)
    alike = Counter((one.path, one.code, one.message) for one in known)
    left: list[Problem] = []
    for one in sorted(after):
        if exact[one.path, one.line, one.code, one.message] > 0:
            exact[one.path, one.line, one.code, one.message] -= 1
            alike[one.path, one.code, one.message] -= 1
        else:
            left.append(one)
    new = []
    for one in left:
        if alike[one.path, one.code, one.message] > 0:
            alike[one.path, one.code, one.message] -= 1
        else:
            new.append(one)
    return tuple(new)
