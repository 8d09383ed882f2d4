"""The strings of a Python text that may hold line breaks: what looks like a statement in one is none."""

import re
from functools import lru_cache

# Comments and strings, so that a quote in one starts no other; those with a group may hold line breaks. Each alternative
# starts with a plain sign: such a pattern is looked for several times as fast.
_TOKEN = re.compile(
    r"#[^\n]*+"
    r"|\"\"\"(?:[^\"\\]++|\\.|\"(?!\"\"))*+\"\"\"()|'''(?:[^'\\]++|\\.|'(?!''))*+'''()"
    r"|\"(?:[^\"\\\n]++|\\.)*+\"?|'(?:[^'\\\n]++|\\.)*+'?",
    re.DOTALL,
)
Span = tuple[int, int]


@lru_cache(maxsize=32)
def long_strings(text: str) -> list[Span]:
    """The spans of code points of the strings in three quotes, sorted."""
    return [match.span() for match in _TOKEN.finditer(text) if match.lastindex]
