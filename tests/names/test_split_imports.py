"""An import of a module that leaves its package beside something that stays becomes two, or is asked about."""

from pathlib import Path

import pytest

from flowcodemod.model.plan import Reason
from renaming import planned, renamed

_NAMES = '[names]\n"app/schemas/session.py" = "app/flows/flow.py"\n'
_FILES = {
    "app/__init__.py": "",
    "app/flows/__init__.py": "",
    "app/schemas/__init__.py": "",
    "app/schemas/session.py": "class Base: ...\n",
    "app/schemas/other.py": "X = 1\n",
    "app/schemas/third.py": "X = 1\n",
}

SPLIT = {
    "in one line": (
        "from app.schemas import session, other\n\nsession.Base, other.X\n",
        "from app.schemas import other\nfrom app.flows import flow\n\nflow.Base, other.X\n",
    ),
    "aliased": (
        "from app.schemas import session as s, other as o\n\ns.Base, o.X\n",
        "from app.schemas import other as o\nfrom app.flows import flow as s\n\ns.Base, o.X\n",
    ),
    "several lines": (
        "from app.schemas import (\n    other,\n    session,\n    third,\n)\n\nsession.Base\n",
        "from app.schemas import (\n    other,\n    third,\n)\nfrom app.flows import flow\n\nflow.Base\n",
    ),
    "in a function": (
        "def f():\n    from app.schemas import other, session\n\n    return session.Base, other.X\n",
        "def f():\n    from app.schemas import other\n    from app.flows import flow\n\n    return flow.Base, other.X\n",
    ),
    "the new name is taken": (
        "from app.schemas import session, other\n\nflow = 1\nsession.Base, other.X, flow\n",
        "from app.schemas import other\nfrom app.flows import flow as session\n\nflow = 1\nsession.Base, other.X, flow\n",
    ),
    "other newlines": (
        "from app.schemas import session, other\r\n\r\nsession.Base\r\n",
        "from app.schemas import other\r\nfrom app.flows import flow\r\n\r\nflow.Base\r\n",
    ),
}

ASKED = {
    "a comment inside": "from app.schemas import (\n    session,  # ours\n    other,\n)\n",
    "a comment behind": "from app.schemas import session, other  # noqa: F401\n",
    "two statements in a line": "from app.schemas import session, other; session.Base\n",
    "behind a colon": "if x: from app.schemas import session, other\n",
}


@pytest.mark.parametrize(("before", "after"), SPLIT.values(), ids=SPLIT)
def test_the_statement_becomes_two(tmp_path: Path, before: str, after: str) -> None:
    assert renamed(tmp_path / "repository", _FILES | {"use.py": before}, _NAMES)["use.py"] == after


def test_relative_imports_become_two(tmp_path: Path) -> None:
    files = _FILES | {"app/main.py": "from .schemas import session, other\n\nsession.Base, other.X\n"}
    after = renamed(tmp_path / "repository", files, _NAMES)["app/main.py"]
    assert after == "from .schemas import other\nfrom .flows import flow\n\nflow.Base, other.X\n"


@pytest.mark.parametrize("text", ASKED.values(), ids=ASKED)
def test_what_cannot_be_split_safely_is_asked_about(tmp_path: Path, text: str) -> None:
    made = planned(tmp_path / "repository", _FILES | {"use.py": text}, _NAMES)
    assert (made.plan.groups, made.plan.operations) == ((), ())
    left = next(one for one in made.plan.not_edited if one.path == "app/schemas/session.py")
    assert left.reason is Reason.QUESTION
    assert "split that import first" in left.detail


def test_two_modules_that_move_from_one_statement_are_asked_about(tmp_path: Path) -> None:
    names = _NAMES + '"app/schemas/third.py" = "app/flows/third.py"\n'
    files = _FILES | {"use.py": "from app.schemas import session, other, third\n"}
    assert planned(tmp_path / "repository", files, names).plan.edits() == ()


@pytest.mark.parametrize(
    "text", ["from app.schemas import other, third\n", "from vendor.schemas import session, other\n"]
)
def test_other_imports_stay(tmp_path: Path, text: str) -> None:
    assert renamed(tmp_path / "repository", _FILES | {"use.py": text}, _NAMES)["use.py"] == text
