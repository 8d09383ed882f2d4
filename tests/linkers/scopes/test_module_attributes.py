"""Names that a module's `__getattr__` answers for: they move with all who import them, and with what is loaded for them."""

from pathlib import Path

import pytest

from pipeline import lay, make_plan, renamed

HOOK = "def __getattr__(name):\n    {}\n    raise AttributeError(name)\n"
USE = "import pkg\nfrom pkg import session_id\n\n\ndef show():\n    return session_id, pkg.session_id\n"
ANSWERS = {
    "compared": HOOK.format('if name == "session_id":\n        return 1'),
    "searched": HOOK.format('if name in ("session_id", "other"):\n        return 1'),
    "matched": "def __getattr__(name):\n    match name:\n        case 'session_id':\n            return 1\n",
    "listed": '_LAZY = {"session_id"}\n\n\n' + HOOK.format("if name in _LAZY:\n        return 1"),
    "looked up": '_LAZY = {"session_id": 1}\n\n\n' + HOOK.format("return _LAZY[name]"),
    "asked for": '_LAZY = {"session_id": 1}\n\n\n' + HOOK.format("return _LAZY.get(name)"),
    "exported": '__all__ = ["session_id"]\n\n\n' + HOOK.format('if name == "session_id":\n        return 1'),
    "told": HOOK.format('if name == "session_id":\n        return 1')
    + '\n\ndef __dir__():\n    return ["session_id"]\n',
}
LOADS = {
    "imported": HOOK.format(
        'if name == "session_id":\n        from pkg.mod import session_id\n        return session_id'
    ),
    "named": '_LAZY = {"session_id": "pkg.mod"}\n\n\n' + HOOK.format("return load(_LAZY[name])"),
    "named beside it": '_LAZY = {"session_id": ".mod"}\n\n\n' + HOOK.format("return load(_LAZY[name])"),
    "named in two parts": '_LAZY = {"session_id": ("pkg.mod", "x")}\n\n\n' + HOOK.format("return load(_LAZY[name])"),
}
OTHERS = {
    "no hook": 'def load(name):\n    if name == "session_id":\n        return 1\n',
    "a hook of a class": "class Pkg:\n    def __getattr__(self, name):\n        return name == 'session_id'\n",
    "another table": '_LAZY = {"other": 1}\n_KEYS = {"session_id": 1}\n\n\n' + HOOK.format("return _LAZY[name]"),
    "another function": HOOK.format("return 1") + '\n\ndef load(key):\n    return key == "session_id"\n',
    "a message": HOOK.format('print("no session_id here")'),
    "what is asked of something else": '_LAZY = {"session_id": 1}\n\n\n' + HOOK.format("return _LAZY[other]"),
}


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_a_name_that_is_answered_for_moves_with_its_users(tmp_path: Path, text: str) -> None:
    files = {"pkg/__init__.py": text, "use.py": USE}
    found = renamed(tmp_path, files, checker=False)
    assert found == {path: before.replace("session_id", "flow_id") for path, before in files.items()}


@pytest.mark.parametrize("text", LOADS.values(), ids=LOADS)
def test_what_is_loaded_moves_with_the_name(tmp_path: Path, text: str) -> None:
    files = {"pkg/__init__.py": text, "pkg/mod.py": "def session_id():\n    return 1\n", "use.py": USE}
    assert renamed(tmp_path, files, checker=False) == {
        path: before.replace("session_id", "flow_id") for path, before in files.items()
    }
    assert any({"pkg/__init__.py", "pkg/mod.py", "use.py"} <= paths for paths in together(tmp_path))


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_nothing_answers_for_is_not_tied_to_its_users(tmp_path: Path, text: str) -> None:
    lay(tmp_path, {"pkg/__init__.py": text, "use.py": USE})
    assert not any({"pkg/__init__.py", "use.py"} <= paths for paths in together(tmp_path))


def together(root: Path) -> list[set[str]]:
    return [{edit.path for edit in one.edits} for one in make_plan(root, checker=False).groups]
