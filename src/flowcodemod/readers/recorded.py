"""Text that nobody writes by hand: what notebooks and tests recorded, and scripts and pages that a build made of others."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

_BUILT = frozenset({".js", ".mjs", ".cjs", ".css", ".html", ".htm"})
_DATA = frozenset({".json", ".yaml", ".yml"})
_CASSETTE = re.compile(r'"http_interactions"\s*:\s*\[|^interactions:\n- request:', re.MULTILINE)
_LONGEST_LINE = 5000
_OUTPUTS = re.compile(r'"outputs"\s*:\s*\[')
_STEP = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]]')


def recorded(path: str, text: str) -> Callable[[int], str]:
    """What says, for the code points of a text, why it is a record that nobody edits; '' for everything else."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _BUILT and any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        return lambda _start: "a build made this file of others"
    if suffix in _DATA and _CASSETTE.search(text):
        return lambda _start: "recorded when a test asked a server"
    if suffix != ".ipynb":
        return lambda _start: ""
    spans = [(match.end(), _end_of_list(text, match.end())) for match in _OUTPUTS.finditer(text)]
    return lambda start: "recorded when the notebook ran" if any(a <= start < b for a, b in spans) else ""


def _end_of_list(text: str, start: int) -> int:
    """Where the JSON list ends that opens before a position."""
    depth = 1
    for match in _STEP.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return len(text)
