"""Keys of `globals()`, `locals()`, `vars(…)` and `__dict__` are names of code: they go with what bears the name."""

from pathlib import Path

import pytest

from pipeline import lay, make_plan, renamed

MODULE = "session_id = 1\n"
CLASS = "class Run:\n    session_id = 1\n\n\n"
FUNCTION = "def show(session_id):\n    return {}\n"
KEYS = {
    "globals": MODULE + 'print(globals()["session_id"])\n',
    "globals, asked": MODULE + 'print(globals().get("session_id", 2))\n',
    "globals, searched": MODULE + 'assert "session_id" in globals()\n',
    "globals, in a function": MODULE + 'def load():\n    return globals()["session_id"]\n',
    "globals, set": 'globals()["session_id"] = 1\nprint(session_id)\n',
    "the module itself": MODULE + 'import sys\n\nprint(getattr(sys.modules[__name__], "session_id"))\n',
    "the module's own table": MODULE + 'import sys\n\nprint(sys.modules[__name__].__dict__["session_id"])\n',
    "vars of a module": MODULE + 'import sys\n\nprint(vars(sys.modules[__name__])["session_id"])\n',
    "locals": FUNCTION.format('locals()["session_id"]'),
    "vars of a function": FUNCTION.format('vars()["session_id"]'),
    "what locals fill": FUNCTION.format('"%(session_id)s" % locals()'),
    "a format that locals fill": FUNCTION.format('"{session_id}".format(**locals())'),
    "vars of a class": CLASS + 'print(vars(Run)["session_id"])\n',
    "a class's own table": CLASS + 'print(Run.__dict__["session_id"])\n',
    "vars of an object": CLASS + 'run = Run()\nprint(vars(run)["session_id"])\n',
    "of self": CLASS.rstrip() + '\n\n    def load(self):\n        return vars(self)["session_id"]\n',
    "an object's own table": CLASS.rstrip() + '\n\n    def load(self):\n        return self.__dict__["session_id"]\n',
}
OTHERS = {
    "a dictionary": MODULE + 'print(data["session_id"])\n',
    "what globals hold": MODULE + 'print(globals()["data"]["session_id"])\n',
    "a function of that name": MODULE + 'print(load_globals()["session_id"])\n',
    "a part of a key": MODULE + 'print(globals()["a session_id"])\n',
    "locals of another function": "def show(session_id):\n    return session_id\n\n\n"
    + 'def other():\n    return locals()["session_id"]\n',
    "what something else fills": FUNCTION.format('"%(session_id)s" % data'),
    "vars of something else": CLASS + 'print(vars(other)["session_id"])\n',
    "another module": MODULE + 'import sys\n\nprint(sys.modules["other"].__dict__["session_id"])\n',
    "locals in place of globals": MODULE + 'def load():\n    return locals()["session_id"]\n',
    "what fills a dictionary": MODULE + 'globals().update({"other": {"session_id": 1}})\n',
}


def tied(root: Path, text: str) -> bool:
    """Whether the first and the last place with the name are one group."""
    lay(root, {"app.py": text})
    groups = make_plan(root, checker=False).groups
    places = [number for number, line in enumerate(text.splitlines(), 1) if "session_id" in line]
    return any({places[0], places[-1]} <= {edit.line for edit in one.edits} and len(one.edits) > 1 for one in groups)


@pytest.mark.parametrize("text", KEYS.values(), ids=KEYS)
def test_a_key_goes_with_the_name(tmp_path: Path, text: str) -> None:
    assert tied(tmp_path / "tied", text)
    assert renamed(tmp_path / "moved", {"app.py": text}, checker=False)["app.py"] == text.replace(
        "session_id", "flow_id"
    )


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_is_no_name_is_not_tied(tmp_path: Path, text: str) -> None:
    assert not tied(tmp_path, text)


@pytest.mark.parametrize(
    "asked",
    [
        'setattr(sys.modules["tables"], "session_id", 2)',
        'vars(tables)["session_id"]',
        'tables.__dict__["session_id"]',
        'getattr(importlib.import_module("tables"), "session_id")',
        'vars(importlib.import_module("tables")).get("session_id")',
    ],
)
def test_another_module_asks_for_the_name(tmp_path: Path, asked: str) -> None:
    use = f"import importlib\nimport sys\n\nimport tables\n\nprint({asked})\n"
    found = renamed(tmp_path, {"tables.py": MODULE, "use.py": use}, checker=False)
    assert found == {"tables.py": "flow_id = 1\n", "use.py": use.replace("session_id", "flow_id")}
