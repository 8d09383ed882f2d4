"""What docs/resolving.md says of pyrefly, asked of pyrefly itself; and that nothing of the target ever runs."""

import os
import random
import re
import shutil
import signal
import stat
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from flowcodemod.model.errors import FlowcodemodError
from flowcodemod.model.link import Answer, Key
from flowcodemod.typecheck.checker import LanguageServerChecker
from flowcodemod.typecheck.environment import Environment
from flowcodemod.typecheck.locations import UNREADABLE
from flowcodemod.typecheck.project import Project
from flowcodemod.typecheck.protocol import CheckerUnavailable, Diagnosis, Problem
from flowcodemod.typecheck.pyrefly import open_checker, open_project
from flowcodemod.typecheck.pyrefly_check import rejection
from flowcodemod.typecheck.spec import ServerSpec, Surroundings, find_executable, variables
from worktree import git, write

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


def tokens(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\bsession_id\b", text)]


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


def test_encodings_and_newlines(tmp_path: Path) -> None:
    wide = "x = '😀\x0c\u2028'; session_id = 1\n"
    latin = b"# coding: latin-1\rimport wide\nx = '\xe9\xe9'; wide.session_id\n"
    uses = b"\xef\xbb\xbfimport wide\r\nwide.session_id\rwide.session_id\n'\xe2\x80\xa8\x0c'; wide.session_id\n"
    files: dict[str, str | bytes] = {"wide.py": wide, "latin.py": latin, "uses.py": uses}
    write(tmp_path, files)
    asked = {"uses.py": tokens(uses.decode("utf-8-sig")), "latin.py": tokens(latin.decode("latin-1"))}
    with open_checker(tmp_path, paths=files) as checker:
        found = checker.definitions(asked)
    assert [len(starts) for starts in asked.values()] == [3, 1]
    assert set(found.values()) == {(Answer("wide.py", wide.index("session_id"), "session_id", outside=False),)}


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


TRAP = """#!/bin/sh
echo "$0" >> "{marker}"
"""


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[Path, Path]:
    """A repository in which everything that could be run leaves a mark, and the file that would show it."""
    root, marker = tmp_path / "hostile", tmp_path / "marker"
    trap = root / "trap"
    settings = f'python-interpreter-path = "{trap}"\n'
    tables = f'[tool.pyrefly]\npython-interpreter-path = "{trap}"\n[tool.mypy]\npython_executable = "{trap}"\n'
    library = ".venv/lib/python3.11/site-packages"
    write(
        root,
        {
            "pyrefly.toml": settings,
            "deep/pyrefly.toml": settings,
            "deep/deeper/pyproject.toml": tables,
            "pyproject.toml": tables,
            "pyrightconfig.json": '{"venvPath": ".", "venv": ".venv"}',
            ".venv/pyvenv.cfg": f"home = {root}\nversion = 3.11.7\nexecutable = {trap}\n",
            f"{library}/vendored.py": VENDORED,
            f"{library}/pyrefly.toml": settings,
            f"{library}/evil.pth": f"import os; os.system('{trap}')\n",
            f"{library}/sitecustomize.py": f"import os; os.system('{trap}')\n",
            "app.py": f"import os; os.system('{trap}')\ndef function(session_id): ...\n",
            "deep/deeper/uses.py": "import app, vendored\napp.function(session_id=1); vendored.call(session_id=2)\n",
        },
    )
    for program in ("trap", ".venv/bin/python", ".venv/bin/python3", ".venv/bin/pyrefly", "venv/bin/python", "git"):
        file = root / program
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TRAP.format(marker=marker))
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    git(root, "init", "-q")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"):
        git(root, "config", key, str(trap))
    return root, marker


def test_nothing_of_a_hostile_repository_runs(hostile: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, marker = hostile
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f"{root}/.venv/bin:.:{os.environ['PATH']}")
    monkeypatch.setenv("PYREFLY_CONFIG", str(root / "pyrefly.toml"))
    monkeypatch.setenv("VIRTUAL_ENV", str(root / ".venv"))
    before = sorted(path for path in root.rglob("*") if ".git" not in path.parts)
    uses = "deep/deeper/uses.py"
    with open_checker(root, paths=["app.py", uses]) as checker:
        text = (root / uses).read_text()
        found = checker.definitions({uses: tokens(text), "app.py": tokens((root / "app.py").read_text())})
        checker.hovers({uses: tokens(text)})
        diagnosis = checker.diagnose(["app.py", uses])
    assert [[(one.path, one.outside) for one in found[uses, start]] for start in tokens(text)] == [
        [("app.py", False)],
        [(str(root / ".venv/lib/python3.11/site-packages/vendored.py"), True)],
    ]
    assert diagnosis == Diagnosis()
    assert not marker.exists()
    assert sorted(path for path in root.rglob("*") if ".git" not in path.parts) == before


def test_the_trap_would_spring_without_our_configuration(hostile: tuple[Path, Path]) -> None:
    root, marker = hostile
    spec = ServerSpec("pyrefly", ("lsp", "--indexing-mode", "none"), lambda _project, _folder: {"pyrefly": {}})
    with open_project(Project.find(root, ["app.py"]), spec) as checker:
        checker.definitions({"app.py": tokens((root / "app.py").read_text())})
    assert "trap" in marker.read_text()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("search-path = [", "TOML parse error"),
        ('python-version = "3.99999999999"', "TOML parse error"),
        ("skip-interpreter-queries = true", "Extra keys found in config: skip-interpreter-queries"),
    ],
)
def test_a_configuration_that_pyrefly_does_not_take_word_for_word_is_rejected(
    tmp_path: Path, line: str, complaint: str
) -> None:
    file = tmp_path / "pyrefly.toml"
    around = Surroundings(find_executable("pyrefly", tmp_path) or Path(), tmp_path, variables(tmp_path))
    file.write_text("skip-interpreter-query = true\n")
    assert rejection(around, file) == ""
    file.write_text(f"skip-interpreter-query = true\n{line}\n")
    assert complaint in rejection(around, file)


def test_a_version_pyrefly_cannot_read_ends_in_a_reason(hostile: tuple[Path, Path]) -> None:
    root, marker = hostile
    project = Project(root, (root,), Environment(version="3.99999999999"))
    with open_project(project) as checker:
        assert checker.definitions({"app.py": [0]}) == {}
        assert checker.problem.startswith("pyrefly cannot be started: it does not accept our configuration: ")
        assert checker.diagnose(["app.py"]).problem == checker.problem
    assert not marker.exists()


def test_a_path_that_is_not_utf8_ends_in_a_reason(tmp_path: Path) -> None:
    root = tmp_path / "r\udcff"
    with open_project(Project(root, (root,), Environment())) as checker:
        assert checker.diagnose([]).problem.startswith("pyrefly cannot be started: a path on the project's import path")


def test_an_interpreter_that_is_named_is_located_and_never_run(hostile: tuple[Path, Path]) -> None:
    root, marker = hostile
    project = Project.find(root, python=root / ".venv/bin/python")
    assert project.environment.site_packages == (root / ".venv/lib/python3.11/site-packages",)
    with open_project(project) as checker:
        assert checker.definitions({"app.py": [0]})
    assert not marker.exists()


def test_type_errors_compare_across_strictness_of_the_target(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "pyrefly.toml": "project-excludes = ['**/*']\n[errors]\nbad-assignment = false\n",
            "odd [name].py": 'x: int = "😀"; y: int = "a"\n',
            ".hidden/a.py": "import nowhere\n",
            "good.py": "x = 1\n",
        },
    )
    paths = ["odd [name].py", ".hidden/a.py", "good.py"]
    with open_checker(tmp_path, paths=paths) as checker:
        diagnosis = checker.diagnose(paths)
        assert checker.diagnose(["good.py"]) == Diagnosis()
        assert checker.diagnose([]) == Diagnosis()
    assert diagnosis.problems == (
        Problem(".hidden/a.py", 1, 8, "missing-import", "Cannot find module `nowhere`"),
        Problem("odd [name].py", 1, 10, "bad-assignment", "`Literal['😀']` is not assignable to `int`"),
        Problem("odd [name].py", 1, 24, "bad-assignment", "`Literal['a']` is not assignable to `int`"),
    )


def test_a_check_that_fails_says_why(tmp_path: Path) -> None:
    with open_checker(tmp_path) as checker:
        diagnosis = checker.diagnose(["gone.py"])
    assert not diagnosis.problems
    assert diagnosis.problem.startswith("pyrefly check ended with code 1: ")


def test_without_a_checker_a_value_says_so(tmp_path: Path) -> None:
    missing = ServerSpec("no-such-checker", (), lambda _project, _folder: {})
    with open_checker(tmp_path, spec=missing) as checker:
        assert isinstance(checker, CheckerUnavailable)
        assert checker.problem == (
            "no-such-checker is not installed: install it beside flowcodemod (pip install no-such-checker)"
        )
        assert checker.definitions({"a.py": [0]}) == {}
        assert checker.type_definitions({"a.py": [0]}) == {}
        assert checker.hovers({"a.py": [0]}) == {}
        assert checker.diagnose(["a.py"]) == Diagnosis(problem=checker.problem)


def test_an_interpreter_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FlowcodemodError, match="is no interpreter: name one"):
        open_checker(tmp_path, tmp_path / "bin/python")


def test_a_checker_in_the_target_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, elsewhere = tmp_path / "target", tmp_path / "elsewhere"
    for folder in (target, elsewhere):
        folder.mkdir()
        shutil.copy("/bin/true", folder / "some-checker")
    (elsewhere / "linked-checker").symlink_to(target / "some-checker")
    monkeypatch.chdir(target)
    monkeypatch.setenv("PATH", f"{target}:.:")
    assert find_executable("some-checker", target) is None
    monkeypatch.setenv("PATH", f"{target}:.:{elsewhere}")
    assert find_executable("some-checker", target) == elsewhere / "some-checker"
    assert find_executable("linked-checker", target) is None
