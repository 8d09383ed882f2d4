"""What docs/resolving.md says of pyrefly, asked of pyrefly itself."""

import os
import random
import signal
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from flowcodemod.model.link import Answer, Key
from flowcodemod.typecheck.checker import LanguageServerChecker
from flowcodemod.typecheck.locations import UNREADABLE
from flowcodemod.typecheck.pyrefly import open_checker
from places import tokens
from worktree import write

MODELS = '''\
import enum
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypedDict, overload
@dataclass
class Data:
    session_id: str
class Typed(TypedDict):
    session_id: str
class Named(NamedTuple):
    session_id: str
def function(session_id: str) -> str:
    """:param session_id: told"""
    return f"{session_id} {function(session_id=session_id)}"
class Base:
    def run(self, session_id: str) -> None: ...
class Child(Base):
    def run(self, session_id: str) -> None:
        super().run(session_id=session_id)
class Behaviour(Protocol):
    def go(self, session_id: str) -> None: ...
class Made:
    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
class Inherits(Made): ...
class Proper:
    @property
    def session_id(self) -> str: return ""
    @session_id.setter
    def session_id(self, value: str) -> None: ...
class Mixin:
    def use(self): return self.session_id
@overload
def many(session_id: int) -> int: ...
@overload
def many(session_id: str) -> str: ...
def many(session_id): return session_id
session_id = "module"
def sets():
    global session_id
    session_id = "set"
'''


USES = """\
from functools import partial
from unittest.mock import Mock
from app.models import *
from app.models import session_id as sid, session_id
from nowhere import thing
import vendored
Data(session_id="data")
Named(session_id="named")
Typed(session_id="typed")
function(session_id="function")
Child().run(session_id="child")
Made(session_id="made").session_id
Inherits(session_id="inherits").session_id
many(session_id=1)
thing(session_id="thing")
partial(function, session_id="partial")
Mock()(session_id="mock")
vendored.call(session_id="vendored")
Proper().session_id
Proper().session_id = "proper"
lambda session_id: session_id
def typed(d: Typed, p: Behaviour, w: Data | Made, untyped):
    d["session_id"]
    d.get("session_id")
    f"{d['session_id']}"
    p.go(session_id="go")
    w.session_id
    untyped.session_id
match sid:
    case Data(session_id="case"): ...
"😀😀"; function(session_id="astral")
"""


FIXTURES = """\
import pytest
@pytest.fixture
def session_id(): ...
def test_one(session_id): ...
"""


VENDORED = "def call(session_id): ...\n"

FILES = {
    "app/__init__.py": "",
    "app/models.py": MODELS,
    "uses.py": USES,
    "test_fixtures.py": FIXTURES,
    ".venv/pyvenv.cfg": "home = /nowhere\nversion = 3.11.7\n",
    ".venv/lib/python3.11/site-packages/vendored.py": VENDORED,
    ".venv/lib/python3.11/site-packages/pytest.py": "def fixture(function): return function\n",
}

PATHS = [path for path in FILES if not path.startswith(".")]
QUERIES = {"app/models.py": tokens(MODELS), "uses.py": tokens(USES), "test_fixtures.py": tokens(FIXTURES)}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("resolved").resolve()
    write(root, FILES)
    return root


@pytest.fixture(scope="module")
def found(root: Path) -> Mapping[Key, tuple[Answer, ...]]:
    with open_checker(root, paths=PATHS) as checker:
        found = checker.definitions(QUERIES)
        assert not checker.problem
        assert not checker.problems
    assert found.keys() == {(path, start) for path, starts in QUERIES.items() for start in starts}
    return found


def at(path: str, context: str) -> Key:
    """The token marked with `^` in a context that stands once in a file."""
    text = FILES[path]
    before, _, after = context.partition("^")
    assert text.count(before + after) == 1, context
    return path, text.index(before + after) + len(before)


INSIDE = [
    ("uses.py", 'Data(^session_id="data")', "app/models.py", "class Data:\n    ^session_id"),
    ("uses.py", 'Named(^session_id="named")', "app/models.py", "class Named(NamedTuple):\n    ^session_id"),
    ("uses.py", 'Typed(^session_id="typed")', "app/models.py", "class Typed(TypedDict):\n    ^session_id"),
    ("uses.py", 'd["^session_id"]', "app/models.py", "class Typed(TypedDict):\n    ^session_id"),
    ("uses.py", "f\"{d['^session_id']}", "app/models.py", "class Typed(TypedDict):\n    ^session_id"),
    ("uses.py", 'function(^session_id="function")', "app/models.py", "def function(^session_id"),
    ("uses.py", '"; function(^session_id="astral")', "app/models.py", "def function(^session_id"),
    ("app/models.py", 'f"{^session_id} ', "app/models.py", "def function(^session_id"),
    ("app/models.py", "{function(^session_id=session_id)}", "app/models.py", "def function(^session_id"),
    (
        "uses.py",
        'Child().run(^session_id="child")',
        "app/models.py",
        "class Child(Base):\n    def run(self, ^session_id",
    ),
    ("app/models.py", "super().run(^session_id=", "app/models.py", "class Base:\n    def run(self, ^session_id"),
    ("uses.py", 'p.go(^session_id="go")', "app/models.py", "def go(self, ^session_id"),
    ("uses.py", 'Made(^session_id="made")', "app/models.py", "__init__(self, ^session_id"),
    ("uses.py", '"made").^session_id', "app/models.py", "self.^session_id = session_id"),
    ("uses.py", '"inherits").^session_id', "app/models.py", "self.^session_id = session_id"),
    ("uses.py", "many(^session_id=1)", "app/models.py", "def many(^session_id: int)"),
    ("uses.py", "import ^session_id as sid", "app/models.py", '^session_id = "module"'),
    ("app/models.py", "global ^session_id", "app/models.py", '^session_id = "module"'),
    ("uses.py", "Proper().^session_id\n", "app/models.py", "@property\n    def ^session_id"),
    ("uses.py", 'Proper().^session_id = "proper"', "app/models.py", "@property\n    def ^session_id"),
    ("test_fixtures.py", "test_one(^session_id)", "test_fixtures.py", "def ^session_id()"),
]


@pytest.mark.parametrize(("path", "token", "there", "definition"), INSIDE, ids=[one[1] for one in INSIDE])
def test_resolved_inside(
    found: Mapping[Key, tuple[Answer, ...]], path: str, token: str, there: str, definition: str
) -> None:
    place, start = at(there, definition)
    assert found[at(path, token)] == (Answer(place, start, "session_id", outside=False),)


CALLEES = [
    ('Inherits(^session_id="inherits")', "Inherits", "app/models.py"),
    ('thing(^session_id="thing")', "thing", "uses.py"),
]


@pytest.mark.parametrize(("token", "name", "path"), CALLEES, ids=[one[1] for one in CALLEES])
def test_the_callee_instead_of_the_keyword(
    found: Mapping[Key, tuple[Answer, ...]], token: str, name: str, path: str
) -> None:
    (answer,) = found[at("uses.py", token)]
    assert (answer.text, answer.path, answer.outside) == (name, path, False)


def test_a_foreign_callee_is_outside(found: Mapping[Key, tuple[Answer, ...]]) -> None:
    (answer,) = found[at("uses.py", 'partial(function, ^session_id="partial")')]
    assert (answer.text, Path(answer.path).name, answer.outside) == ("partial", "functools.pyi", True)


def test_installed_inside_the_root_is_outside(found: Mapping[Key, tuple[Answer, ...]], root: Path) -> None:
    file = root / ".venv/lib/python3.11/site-packages/vendored.py"
    assert found[at("uses.py", 'vendored.call(^session_id="vendored")')] == (
        Answer(str(file), VENDORED.index("session_id"), "session_id", outside=True),
    )


NOTHING = [
    ("uses.py", 'd.get("^session_id")'),
    ("uses.py", "untyped.^session_id"),
    ("uses.py", "lambda session_id: ^session_id"),
    ("uses.py", 'Mock()(^session_id="mock")'),
    ("app/models.py", "def use(self): return self.^session_id"),
    ("app/models.py", ":param ^session_id: told"),
]


@pytest.mark.parametrize(("path", "token"), NOTHING, ids=[one[1] for one in NOTHING])
def test_nothing_is_known(found: Mapping[Key, tuple[Answer, ...]], path: str, token: str) -> None:
    assert found[at(path, token)] == ()


ITSELF = [
    ("uses.py", 'case Data(^session_id="case")'),
    ("app/models.py", "class Child(Base):\n    def run(self, ^session_id"),
    ("app/models.py", "@session_id.setter\n    def ^session_id"),
    ("app/models.py", "def many(^session_id):"),
]


@pytest.mark.parametrize(("path", "token"), ITSELF, ids=[one[1] for one in ITSELF])
def test_its_own_definition(found: Mapping[Key, tuple[Answer, ...]], path: str, token: str) -> None:
    place, start = at(path, token)
    assert found[place, start] == (Answer(place, start, "session_id", outside=False),)


def test_a_union_has_several_places_in_order(found: Mapping[Key, tuple[Answer, ...]]) -> None:
    places = [
        at("app/models.py", "class Data:\n    ^session_id"),
        at("app/models.py", "self.^session_id = session_id"),
    ]
    assert [(one.path, one.start) for one in found[at("uses.py", "w.^session_id")]] == places


def test_types_and_hovers(root: Path) -> None:
    variable = at("uses.py", "^d.get(")
    with open_checker(root, paths=PATHS) as checker:
        (answer,) = checker.type_definitions({"uses.py": [variable[1]]})[variable]
        assert (answer.path, answer.text) == ("app/models.py", "Typed")
        assert checker.hovers({"uses.py": [variable[1]]})[variable].startswith("(parameter) d: ")


def test_no_answer_points_at_a_place_that_cannot_be_read(found: Mapping[Key, tuple[Answer, ...]]) -> None:
    assert all(answer.start != UNREADABLE for answers in found.values() for answer in answers)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_random_moments_the_answers_still_come(
    root: Path, found: Mapping[Key, tuple[Answer, ...]], seed: int
) -> None:
    chance = random.Random(seed)
    timers: list[threading.Timer] = []
    with open_checker(root, paths=PATHS) as checker:
        assert isinstance(checker, LanguageServerChecker)

        def kill(pid: int) -> None:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

        def strike(_done: int, _total: int) -> None:
            if checker.pid is not None:
                timers.append(threading.Timer(chance.uniform(0, 0.2), kill, [checker.pid]))
                timers[-1].start()

        answers = [checker.definitions(QUERIES, strike) for _round in range(3)]
        for timer in timers:
            timer.cancel()
            timer.join()
        assert timers
        for one in answers:
            assert one == {key: found[key] for key in one}
            assert {path for path, _ in found.keys() - one.keys()} <= checker.problems.keys()
        assert not checker.problem
