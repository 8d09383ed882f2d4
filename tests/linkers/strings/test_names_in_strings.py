"""Strings that name code move with it, and strings that only look like a name stay."""

from pathlib import Path

import pytest

from renaming import changed

_CAMPAIGN = '[names]\nSessionManager = "FlowManager"\ncreate_session = "create_flow"\n'
_MODULE = "class SessionManager:\n    def create_session(self):\n        return 1\n"
_FILES = {"pkg/__init__.py": "", "pkg/mod.py": _MODULE}

MOVES = {
    "patch": 'from unittest.mock import patch\n\nwith patch("pkg.mod.SessionManager"):\n    pass\n',
    "patch of a method": 'patch("pkg.mod.SessionManager.create_session")\n',
    "a task by its path": 'TASKS = ["pkg.mod.SessionManager.create_session"]\n',
    "patch.object": 'from pkg.mod import SessionManager\n\npatch.object(SessionManager, "create_session")\n',
    "patch.object through a module": 'from pkg import mod\n\npatch.object(mod.SessionManager, "create_session")\n',
    "patch.object of an instance": (
        'from pkg.mod import SessionManager\n\nmade = SessionManager()\npatch.object(made, "create_session")\n'
    ),
    "monkeypatch by path": 'monkeypatch.setattr("pkg.mod.SessionManager", None)\n',
    "getattr of a module": 'from pkg import mod\n\ngetattr(mod, "SessionManager")\n',
    "__all__": 'from pkg.mod import SessionManager\n\n__all__ = ("SessionManager",)\n',
    "__all__ extended": 'from pkg.mod import SessionManager\n\n__all__ = []\n__all__ += ["SessionManager"]\n',
    "a quoted annotation": 'from pkg.mod import SessionManager\n\n\ndef f(a: "SessionManager | None"): ...\n',
    "inside a generic": 'from pkg.mod import SessionManager\n\n\ndef f(a: list["SessionManager"]): ...\n',
    "TYPE_CHECKING": 'if TYPE_CHECKING:\n    from pkg.mod import SessionManager\n\nx: "SessionManager"\n',
    "cast": 'from pkg.mod import SessionManager\n\ncast("SessionManager", 1)\n',
    "a model by name": 'relationship("SessionManager", back_populates="x")\n',
    "a message beside its use": (
        'from pkg.mod import SessionManager\n\nraise SessionManager("no SessionManager here")\n'
    ),
    "the name of a class": 'def f(a):\n    return type(a).__name__ == "SessionManager"\n',
    "names of classes": 'def f(a):\n    return any(b.__name__ in ["Other", "SessionManager"] for b in a.__mro__)\n',
    "through a package": "import pkg.mod\n\npkg.mod.SessionManager().x\n",
}

STAYS = {
    "another package": 'patch("vendor.mod.SessionManager")\n',
    "a name the class lacks": 'patch("pkg.mod.Other.create_session")\n',
    "another class": 'class Other: ...\n\n\npatch.object(Other, "create_session")\n',
    "__all__ of another thing": '__all__ = ["SessionManager"]\n',
    "a list that is no __all__": 'from pkg.mod import Other\n\nnames = ["SessionManager"]\n',
    "a parameter called like the module": "from pkg import mod\n\n\ndef f(mod):\n    return mod.create_session\n",
    "a model in another app": 'ForeignKey("billing.SessionManager")\n',
    "a message": 'print("no SessionManager here")\n',
    "a bare word": "Session = 1\n",
    "the name of something else": 'def f(a):\n    return a.name == "SessionManager"\n',
    "a list compared with something else": 'def f(a):\n    return a.name in ["SessionManager"] or a.__name__\n',
    "an import of another package": "from vendor import SessionManager\n",
    "an instance of another class": (
        'from vendor import Maker\n\nmade = Maker()\npatch.object(made, "create_session")\n'
    ),
}


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_moves(tmp_path: Path, text: str) -> None:
    after = changed(tmp_path / "repository", _FILES | {"use.py": text}, _CAMPAIGN)
    assert after["use.py"] == text.replace("SessionManager", "FlowManager").replace("create_session", "create_flow")


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_stays(tmp_path: Path, text: str) -> None:
    assert "use.py" not in changed(tmp_path / "repository", _FILES | {"use.py": text}, _CAMPAIGN)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project.scripts]\ntool = "pkg.mod:SessionManager"\n'),
        ("setup.cfg", "[options.entry_points]\nconsole_scripts =\n    tool = pkg.mod:SessionManager.create_session\n"),
        ("config.yaml", "celery:\n  task: pkg.mod.SessionManager\n"),
        ("setup.py", 'setup(entry_points={"console_scripts": ["tool = pkg.mod:SessionManager"]})\n'),
    ],
)
def test_entry_points_move(tmp_path: Path, path: str, text: str) -> None:
    after = changed(tmp_path / "repository", _FILES | {path: text}, _CAMPAIGN)
    assert after[path] == text.replace("SessionManager", "FlowManager").replace("create_session", "create_flow")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project.scripts]\ntool = "vendor.mod:SessionManager"\n'),
        ("config.yaml", "celery:\n  task: vendor.SessionManager\n"),
    ],
)
def test_other_peoples_entry_points_stay(tmp_path: Path, path: str, text: str) -> None:
    assert path not in changed(tmp_path / "repository", _FILES | {path: text}, _CAMPAIGN)
