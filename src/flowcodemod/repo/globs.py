"""Path patterns in git's own glob language, matched against paths relative to the repository's root."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache


def check_glob(pattern: str) -> None:
    """Raises ValueError, saying why, for a pattern that is no glob or can never match a path of the repository."""
    if pattern.startswith(("!", "#")):
        raise ValueError(f"'{pattern}' starts with '{pattern[0]}', which has no meaning here")
    if "\\" in pattern:
        raise ValueError(f"'{pattern}' holds a backslash: write '/' between folders")
    if {".", ".."} & set(pattern.split("/")):
        raise ValueError(f"'{pattern}' has a '.' or '..' in it: patterns count from the repository's root")
    if not _matches(pattern):
        raise ValueError(f"'{pattern}' is no path pattern: see the pattern format of gitignore")


def _matches(pattern: str) -> bool:
    """Whether git's glob language has a meaning for the pattern."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - needed only where there are patterns

    try:
        return any(one.include is not None for one in GitIgnoreSpec.from_lines([pattern]).patterns)
    except ValueError as error:
        raise ValueError(f"'{pattern}' is no path pattern: {error}") from error
    except Exception as error:
        raise ValueError(f"'{pattern}' is no path pattern: {error}") from error


@lru_cache(maxsize=256)
def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a path of the repository matches any of the patterns (none: never)."""
    if not patterns:
        return lambda path: False  # noqa: ARG005 - nothing to match against
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - as above

    return GitIgnoreSpec.from_lines(patterns).match_file


def layer_of(layers: Mapping[str, Iterable[str]], path: str) -> str:
    """The first layer with a pattern that matches the path, empty when there is none."""
    return next((name for name, patterns in layers.items() if matcher(tuple(patterns))(path)), "")
