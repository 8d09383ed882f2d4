"""Which path patterns a campaign may hold."""

import re


def check_glob(pattern: str) -> None:
    """Raises ValueError, saying why, for a pattern that is no glob or can never match a path of the repository."""
    if pattern.startswith(("!", "#")):
        raise ValueError(f"'{pattern}' starts with '{pattern[0]}', which has no meaning here")
    if "\\" in pattern:
        raise ValueError(f"'{pattern}' holds a backslash: write '/' between folders")
    if {".", ".."} & set(pattern.split("/")):
        raise ValueError(f"'{pattern}' has a '.' or '..' in it: patterns count from the repository's root")
    if not _has_meaning(pattern):
        raise ValueError(f"'{pattern}' is no path pattern: see the pattern format of gitignore")


def _has_meaning(pattern: str) -> bool:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - needed only where there are patterns

    try:
        return any(one.include is not None for one in GitIgnoreSpec.from_lines([pattern]).patterns)
    except (ValueError, re.error):
        return False
