"""Patterns asked of many paths at once answer as they do one after another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowcodemod.repo.globs import matcher, matching

PATTERNS = ("**/*.min.js", "**/vendor/**", "/own.toml", "docs/[ab]*.md", "*.lock", "a?c")
PATHS = (
    "x.min.js",
    "a/vendor/b.py",
    "vendored.py",
    "own.toml",
    "a/own.toml",
    "docs/a.md",
    "docs/c.md",
    "p.lock",
    "abc",
)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("**/*.min.js", {"x.min.js"}),
        ("**/vendor/**", {"a/vendor/b.py"}),
        ("/own.toml", {"own.toml"}),
        ("docs/[ab]*.md", {"docs/a.md"}),
        ("nothing", set()),
    ],
)
def test_those_that_match(pattern: str, expected: set[str]) -> None:
    assert matching([pattern], PATHS) == expected


def test_no_pattern_matches_nothing() -> None:
    assert matching([], PATHS) == matching(PATTERNS, []) == frozenset()


@given(st.lists(st.sampled_from(PATTERNS)), st.lists(st.sampled_from(PATHS), unique=True))
def test_many_at_once_are_one_after_another(patterns: list[str], paths: list[str]) -> None:
    assert matching(patterns, paths) == set(filter(matcher(patterns), paths))
