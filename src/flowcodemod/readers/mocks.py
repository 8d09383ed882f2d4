"""Mocks as a test's text shows them: which one a keyword is about, what it replaces, and the name it is called by."""

import re
from collections import deque
from collections.abc import Iterator, Sequence

from flowcodemod.model.site import Site

ASSERTIONS = frozenset(
    f"assert_{verb}{how}_with" for verb in ("called", "awaited") for how in ("", "_once")
) | {"assert_any_call", "assert_any_await"}  # fmt: skip
_CALLS = re.compile(
    r"(?P<mock>[^\W\d]\w*(?:\.\w+)*)\.(?:assert_has_(?:calls|awaits)\(|(?:mock_calls|call_args(?:_list)?|await_args(?:_list)?|method_calls)\b)"
)
_PATCHED = r"(?:\w+\.)*patch(?:\.object)?\((?:[^()]|\([^()]*\))*\)"
_NAMED = re.compile(
    r"\bpatch(?:\(\s*[rR]?[\"'](?P<dotted>[\w.]+)[\"']|\.object\(\s*(?P<owner>[\w.]+)\s*,\s*[rR]?[\"'](?P<name>\w+)[\"'])"
)
_REACH = 600


def spoken_of(text: str, site: Site) -> str:
    """The dotted name of the mock whose calls a keyword speaks of: `m` in `m.assert_called_with(name=…)`; '' for none."""
    callee = site.callee
    if callee is None:
        return ""
    if callee.text in ASSERTIONS:
        mock = site.chain.rpartition(".")[0]
        return mock if re.fullmatch(r"\w+(?:\.\w+)*", mock) else ""
    if callee.text != "call" or site.chain not in ("call", "mock.call", "mocker.call"):
        return ""
    start = max(0, callee.start - _REACH, text.rfind("\n\n", 0, callee.start))
    match = next(iter(deque(_CALLS.finditer(text, start, callee.start), maxlen=1)), None)
    return match["mock"] if match else ""


def patched_by(text: str, place: int, mock: str, function: tuple[Sequence[str], Sequence[str]]) -> Iterator[str]:
    """The dotted path that a mock replaces: by assignment or `with` before `place`, or by a decorator of its function.

    `function`: the decorators and the parameters of the function around, in order.
    """
    name = re.escape(mock)
    made = re.compile(rf"(?<![\w.]){name}\s*=\s*(?:{_PATCHED})|(?:{_PATCHED})\s+as\s+{name}\b")
    last = next(iter(deque(made.finditer(text, 0, place), maxlen=1)), None)
    if last is not None:
        yield from filter(None, [_dotted(last[0])[0]])
        return
    patches = [dotted for dotted, given in map(_dotted, reversed(function[0])) if dotted and not given]
    filled = [one for one in function[1] if one not in ("self", "cls")]
    yield from (dotted for dotted, parameter in zip(patches, filled, strict=False) if parameter == mock)


def _dotted(text: str) -> tuple[str, bool]:
    """The path that a call of `patch` or `patch.object` names, and whether it is given a stand-in; '' for other calls."""
    match = _NAMED.search(text)
    if match is None:
        return "", False
    given = re.match(r"\s*,\s*+(?!\w+\s*=)[^)\s]|[^)]*\bnew\s*=", text[match.end() :]) is not None
    return match["dotted"] or f"{match['owner']}.{match['name']}", given
