"""A class that pickles may hold says so in the plan: its reach is `stored`, and there is a step; nothing else has one."""

from pathlib import Path

import pytest

from flowcodemod.model.plan import OperationKind, Reach
from renaming import planned

_NAMES = '[names]\nSessionManager = "FlowManager"\n'
_CLASS = "class SessionManager:\n    pass\n"
_ADVICE = "write them anew, or keep the old name importable while they are read"


def _steps(root: Path, files: dict[str, str], campaign: str = _NAMES) -> tuple[list[str], set[Reach]]:
    made = planned(root / "repository", {"pkg/__init__.py": ""} | files, campaign).plan
    steps = [one for one in made.operations if one.kind is OperationKind.STEP]
    reached = {group.reach for group in made.groups if group.id in {one.group for one in steps}}
    return [one.detail for one in steps], reached


@pytest.mark.parametrize(
    ("text", "imported"),
    [
        ("import pickle\n", "pickle"),
        ("import json, pickle\n", "pickle"),
        ("from joblib import dump\n", "joblib"),
        ("def f():\n    import shelve\n", "shelve"),
        ("import cloudpickle as c\n", "cloudpickle"),
    ],
)
def test_a_class_where_something_pickles(tmp_path: Path, text: str, imported: str) -> None:
    steps, reached = _steps(tmp_path, {"pkg/mod.py": _CLASS, "store.py": text})
    line = text.count("\n", 0, text.index(imported)) + 1
    said = "pickles may hold pkg.mod.SessionManager, which is pkg.mod.FlowManager now"
    assert steps == [f"{said} (store.py:{line} imports {imported}): {_ADVICE}"]
    assert reached == {Reach.STORED}


def test_a_class_that_says_how_it_is_pickled(tmp_path: Path) -> None:
    steps, _reached = _steps(tmp_path, {"pkg/mod.py": _CLASS.replace("pass", "def __reduce__(self): ...")})
    assert [step.partition("(")[2].partition(")")[0] for step in steps] == ["pkg/mod.py defines __reduce__"]


def test_a_shim_reads_them_for_a_while(tmp_path: Path) -> None:
    files = {"pkg/mod.py": _CLASS, "store.py": "import pickle\n"}
    (step,) = _steps(tmp_path, files, "shim = 2999-05-01\n" + _NAMES)[0]
    assert step.endswith("the shim reads them until 2999-05-01: write them anew before")


def test_a_module_with_classes_that_moves(tmp_path: Path) -> None:
    files = {"pkg/session.py": "class Base: ...\n", "store.py": "import pickle\n"}
    (step,) = _steps(tmp_path, files, '[names]\n"pkg/session.py" = "pkg/flow.py"\n')[0]
    assert step.startswith("pickles may hold classes of pkg.session, which is pkg.flow now (store.py:1 imports pickle)")


@pytest.mark.parametrize(
    "files",
    [
        {"pkg/mod.py": _CLASS},
        {"pkg/mod.py": _CLASS, "tests/test_it.py": "import pickle\n"},
        {"pkg/mod.py": _CLASS, "store.py": "import pickles\nfrom pickler import x\n# import pickle\n"},
        {"pkg/mod.py": _CLASS, "store.py": '"""We import pickle nowhere."""\n'},
        {"pkg/mod.py": "def SessionManager(): ...\n", "store.py": "import pickle\n"},
        {"pkg/use.py": "from vendor import SessionManager\n", "store.py": "import pickle\n"},
        {"tests/test_mod.py": _CLASS, "store.py": "import pickle\n"},
    ],
)
def test_nothing_to_do(tmp_path: Path, files: dict[str, str]) -> None:
    assert _steps(tmp_path, files)[0] == []


def test_a_module_without_classes_moves_alone(tmp_path: Path) -> None:
    files = {"pkg/session.py": "X = 1\n", "store.py": "import pickle\n"}
    assert _steps(tmp_path, files, '[names]\n"pkg/session.py" = "pkg/flow.py"\n')[0] == []
