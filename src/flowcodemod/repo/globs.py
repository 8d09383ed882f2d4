"""Path patterns in git's own glob language, matched against paths relative to the repository's root."""

from collections.abc import Callable, Iterable
from functools import lru_cache


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path of the repository matches any of the patterns (none: never)."""
    return _matcher(tuple(patterns))


@lru_cache(maxsize=256)
def _matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    if not patterns:
        return lambda _path: False
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - needed only where there are patterns

    return GitIgnoreSpec.from_lines(patterns).match_file
