"""What depends on a name: every use of a thing by its sort, and what nothing depends on."""

from pathlib import Path

import pytest

from flowcodemod.model.reference import Role
from flowcodemod.report.dependents import write_dependents
from flowcodemod.stages.candidates import with_candidates
from flowcodemod.stages.dependents import Dependents, dependents
from renaming import planned

_NAMES = '[names]\nSessionManager = "FlowManager"\ncreate_session = "create_flow"\n'
_FILES = {
    "app/__init__.py": "",
    "app/mod.py": "class SessionManager: ...\n\n\ndef _unused():\n    create_session = 1\n",
    "app/use.py": "from app.mod import SessionManager\n\nSessionManager()\n# A SessionManager.\n",
    "tests/test_it.py": "from app.mod import SessionManager\n\nSessionManager()\n",
}


def _found(root: Path, files: dict[str, str], campaign: str = _NAMES) -> dict[str, Dependents]:
    made = planned(root / "repository", files, campaign)
    found = dependents(with_candidates(made.plan, made.index), made.index)
    undefined = {one.name: one for one in found if not one.defined}
    return {one.name: one for one in found if one.defined} or undefined


def test_every_use_is_a_dependent_by_its_sort(tmp_path: Path) -> None:
    one = _found(tmp_path, _FILES)["SessionManager"]
    assert (one.kind, one.defined) == (Role.CLASS, (("app/mod.py", 1),))
    assert one.code == (("app/use.py", 1), ("app/use.py", 3))
    assert one.tests == (("tests/test_it.py", 1), ("tests/test_it.py", 3))
    assert not one.is_free


def test_what_nothing_uses_is_free_and_comes_first(tmp_path: Path) -> None:
    found = _found(tmp_path, _FILES)
    assert next(iter(found)) == "create_session"
    assert found["create_session"].is_free


def test_a_module_that_moves_is_a_thing(tmp_path: Path) -> None:
    files = {"app/__init__.py": "", "app/session.py": "X = 1\n", "use.py": "from app.session import X\n"}
    (one,) = _found(tmp_path, files, '[names]\n"app/session.py" = "app/flow.py"\n').values()
    assert (one.kind, one.defined, one.code) == (Role.FILENAME, (("app/session.py", 1),), (("use.py", 1),))


@pytest.mark.parametrize(
    ("extra", "sort"),
    [
        ({"other.py": "x = load('SessionManager')\n"}, "maybe"),
        ({"migrations/a.py": "from app.mod import SessionManager\n"}, "kept"),
        ({"other.py": "import pickle\n"}, "outside"),
    ],
)
def test_what_is_not_free(tmp_path: Path, extra: dict[str, str], sort: str) -> None:
    files = {"app/__init__.py": "", "app/mod.py": "class SessionManager: ...\n"} | extra
    one = _found(tmp_path, files)["SessionManager"]
    assert getattr(one, sort)
    assert not one.is_free


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ts", "interface A { session_id: string }\n"),
        ("a.py", "def f(a):\n    return a.session_id\n"),
        ("a.py", "def session_id(): ...\n\n\ndef g(x): x.session_id()\n"),
    ],
)
def test_what_cannot_be_proven_is_not_free(tmp_path: Path, path: str, text: str) -> None:
    found = _found(tmp_path, {path: text}, 'old = "session_id"\nnew = "flow_id"\n')
    assert not found["session_id"].is_free


@pytest.mark.parametrize("files", [{"a.py": "# session_id\n"}, {"a.md": "The session_id.\n"}, {"a.py": "x = 1\n"}])
def test_words_alone_are_no_things(tmp_path: Path, files: dict[str, str]) -> None:
    assert _found(tmp_path, files, 'old = "session_id"\nnew = "flow_id"\n') == {}


def test_the_report_in_words(tmp_path: Path) -> None:
    found = list(_found(tmp_path, _FILES).values())
    assert write_dependents(found, "a.txt") == (
        "nothing depends on 1 of the 2 things that bear the name\n"
        "variable create_session (app/mod.py:5), reach local: nothing depends on it\n"
        "class SessionManager (app/mod.py:1), reach repository\n"
        "  code 2: app/use.py:1, app/use.py:3\n"
        "  tests 2: tests/test_it.py:1, tests/test_it.py:3\n"
    )
    assert write_dependents(found, "a.md").startswith(
        "# nothing depends on 1 of the 2 things that bear the name\n\n- [ ] "
    )


def test_a_parameter_is_not_meant_from_afar(tmp_path: Path) -> None:
    files = {"a.py": "def f(session_id):\n    return session_id\n", "b.py": "x = load('session_id')\n"}
    found = _found(tmp_path, files, 'old = "session_id"\nnew = "flow_id"\n')
    assert (found["session_id"].code, found["session_id"].maybe) == ((("a.py", 2),), ())


def test_what_a_test_defines_and_uses_is_not_free(tmp_path: Path) -> None:
    files = {"tests/test_it.py": "def test_it():\n    session_id = 1\n    assert session_id\n"}
    found = _found(tmp_path, files, 'old = "session_id"\nnew = "flow_id"\n')
    assert not found["session_id"].is_free
