"""Python files to try a reader and a planner on: cut from real ones, one of their names made the old name, then damaged.

Everything follows from a random.Random, so that a failure can be had again by its number.
"""

import ast
import keyword
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

_SPELLINGS = ("session_id", "session_ids", "import_session_id", "sessionId", "SessionId", "SESSION_ID")
_WORD = re.compile(r"(?<![\w\"'])[A-Za-z_]\w{2,}(?![\w\"'])")
_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "latin-1", "cp1252", "koi8-r")
_ODD = (
    "\0",
    "\f",
    "\t",
    "\x0b",
    "\x1c",
    "\u2028",
    "\ufeff",
    "é",
    "用",
    "🙂",
    "\u0301",
    "\r",
    "\\",
    "'",
    '"""',
    "(",
    "}",
)
# Names that nothing outside their function can see, so that they are edited whatever the rest of the file holds.
_LOCALS = (
    "\n\ndef one(value):\n    session_id = value\n    return session_id\n",
    "\n\nasync def two(rows):\n    return [session_id async for session_id in rows if session_id]\n",
    "\n\ndef three():\n    for session_id, other in {}.items():\n        print(f'{session_id!r:>{other}} {session_id=}')\n",
    "\n\ndef four(value):\n    if (session_ids := value):\n        del session_ids\n",
    "\n\ndef five():\n    SESSION_ID = 1\n\n    def inner():\n        nonlocal SESSION_ID\n        SESSION_ID += 1\n",
    "\n\ndef six(value):\n    with open(value) as session_id:\n        return lambda: session_id\n",
)


@dataclass(frozen=True)
class Made:
    """A file as bytes, and what was done to it."""

    number: int
    data: bytes
    history: tuple[str, ...]


def corpus(folders: list[Path], most: int = 600) -> list[str]:
    """The texts of some Python files below folders, those of middling size."""
    files = sorted(path for folder in folders for path in folder.rglob("*.py") if 500 < path.stat().st_size < 60_000)
    step = max(1, len(files) // most)
    return [path.read_text("utf-8", "replace") for path in files[::step]]


def made(texts: list[str], seed: int, number: int) -> Made:
    """The file of a number: mostly one that parses, with the old name in nineteen of twenty."""
    random = Random(f"{seed}:{number}")
    text = _cut(random.choice(texts), random)
    history = ["cut"]
    if random.random() < 0.96:
        text = _with_old_name(text, random)
        history.append("named")
    if random.random() < 0.75:
        text = f"{text}{random.choice(_LOCALS)}"
        history.append("local")
    for _ in range(random.choice((0, 0, 0, 0, 0, 1, 1, 2, 4))):
        damage = random.choice(_DAMAGES)
        text = damage(text, random)
        history.append(damage.__name__.strip("_"))
    if random.random() < 0.3:
        text = text.replace("\n", random.choice(("\r\n", "\r\n", "\r")))
        history.append("newlines")
    encoding = random.choice(_ENCODINGS)
    if encoding not in ("utf-8", "utf-8-sig"):
        text = f"# -*- coding: {encoding} -*-\n{text}"
    return Made(number, text.encode(encoding, "replace"), (*history, encoding))


def _cut(text: str, random: Random) -> str:
    """A few neighbouring statements of a module, so that each file is small and differs from all others."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return text[: random.randrange(200, 4000)]
    start = random.randrange(len(body)) if body else 0
    chosen = body[start : start + random.choice((1, 2, 3, 6))]
    lines = text.split("\n")
    first = min([chosen[0].lineno, *(one.lineno for one in getattr(chosen[0], "decorator_list", []))]) if chosen else 1
    return "\n".join(lines[first - 1 : (chosen[-1].end_lineno or first) if chosen else 1][:150]) + "\n"


def _with_old_name(text: str, random: Random) -> str:
    """Make one or two names of the text the old name, names that are bound in a function before others."""
    for _ in range(random.choice((1, 1, 2))):
        names = list(dict.fromkeys(_bound(text))) if random.random() < 0.85 else []
        names = names or sorted({name for name in _WORD.findall(text) if not keyword.iskeyword(name)})
        if not names:
            return f"{text}session_id = 1\n"
        name = random.choice(names)
        spelling = _SPELLINGS[0] if random.random() < 0.7 else random.choice(_SPELLINGS)
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", spelling, text)
    return text


def _bound(text: str) -> Iterator[str]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id


def _delete(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.choice((1, 1, 5, 40)) :]


def _insert(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(_ODD) + text[at:]


def _repeat(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at : at + random.choice((1, 3))], *lines[at + 1 :]])


def _swap(text: str, random: Random) -> str:
    lines = text.split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _twin(text: str, random: Random) -> str:
    """The new name beside the old one."""
    places = [match.start() for match in re.finditer("session_id", text)]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + "flow_id" + text[at + len("session_id") :]


def _quoted(text: str, random: Random) -> str:
    quote = random.choice(("'", '"', 'f"{', "r'", "b'", '"""'))
    end = "}" + quote[1] if "{" in quote else quote.lstrip("frb")
    return text + f"x = {quote}session_id{end}\ny = data[{quote}session_id{end}]\n"


def _nested(text: str, random: Random) -> str:
    depth = random.choice((20, 90, 300))
    return text + "x = " + "(" * depth + "session_id" + ")" * depth + "\n"


def _no_end(text: str, _random: Random) -> str:
    return text.rstrip("\n")


_DAMAGES: tuple[Callable[[str, Random], str], ...] = (
    _delete, _insert, _repeat, _swap, _twin, _twin, _quoted, _nested, _no_end,
)  # fmt: skip
