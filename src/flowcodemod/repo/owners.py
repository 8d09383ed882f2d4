"""Who owns a path, by the repository's CODEOWNERS file."""

from collections.abc import Callable
from pathlib import Path

from flowcodemod.repo.globs import matcher

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")


def read_owners(root: Path) -> Callable[[str], str]:
    """A function from path to owners, as the file writes them; without a file every path has none (`""`)."""
    for place in PLACES:
        try:
            return owners((root / place).read_text("utf-8", errors="replace"))
        except OSError:
            continue
    return owners("")


def owners(text: str) -> Callable[[str], str]:
    """A function from path to owners by the text of a CODEOWNERS file, where the last pattern that matches wins.

    Sections of GitLab (`[Name]`), negated patterns and what follows a `#` are left out.
    """
    rules = [(matcher((pattern,)), names) for pattern, names in map(_rule, text.splitlines()) if pattern]
    rules.reverse()
    return lambda path: next((names for matches, names in rules if matches(path)), "")


def _rule(line: str) -> tuple[str, str]:
    pattern, *names = line.partition("#")[0].replace("\\ ", "\0").split() or [""]
    if pattern.startswith(("!", "[", "^[")):
        return "", ""
    return pattern.replace("\0", "\\ "), " ".join(names)
