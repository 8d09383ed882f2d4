"""Path patterns in git's own glob language, matched against paths relative to the repository's root."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

_WILD = re.compile("[*?/]")


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path of the repository matches any of the patterns (none: never)."""
    return _matcher(tuple(patterns))


def matching(patterns: Iterable[str], paths: Collection[str]) -> frozenset[str]:
    """Those of the paths that match any of the patterns: of a whole repository, cheaper than one after another."""
    listing = "\n".join(paths)
    literals = [literal for literal in {_literal(pattern) for pattern in patterns} if literal in listing]
    near = {path for literal in literals for path in paths if literal in path}
    return frozenset(filter(matcher(patterns), near))


@lru_cache(maxsize=256)
def _matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    if not patterns:
        return lambda _path: False
    literals = tuple({_literal(pattern) for pattern in patterns})
    compiled: list[Callable[[str], bool]] = []

    def matches(path: str) -> bool:
        for literal in literals:
            if literal in path:
                if not compiled:
                    compiled.append(_compiled(patterns))
                return compiled[0](path)
        return False

    return matches


def _compiled(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - needed only where a path may match

    return GitIgnoreSpec.from_lines(patterns).match_file


def _literal(pattern: str) -> str:
    """What stands in every path that a pattern matches: the longest part without a wildcard, '' where it is not plain."""
    return "" if "[" in pattern or "\\" in pattern else max(_WILD.split(pattern.strip()), key=len)
