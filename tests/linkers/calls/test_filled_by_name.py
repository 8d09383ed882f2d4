"""Where a program fills parameters by their names, the keys that it fills them from go with them, or both stay."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from pipeline import lay, make_plan, renamed

SHOW = "\n\ndef show(text='', session_id=None):\n    return text, session_id\n\n\nTOOLS = [show]\n"
USE = '\n\ndef use():\n    return [call(tool, {"session_id": 1, "other": 2}) for tool in TOOLS]\n'
FILLS: Mapping[str, str] = {
    "picked": """
def call(function, extra):
    known = inspect.signature(function).parameters
    return function(**{key: value for key, value in extra.items() if key in known})
""",
    "picked and kept": """
def call(function, extra):
    sig = inspect.signature(function)
    extra = {key: value for key, value in extra.items() if key in sig.parameters}
    return partial(function, **extra)()
""",
    "one by one": """
def call(function, extra):
    given = {}
    for key, value in extra.items():
        if key in inspect.signature(function).parameters:
            given[key] = value
    return function(**given)
""",
    "as it is asked": """
def call(function, extra):
    given = {}
    for name in inspect.getfullargspec(function).args:
        if name in extra:
            given[name] = extra[name]
    return function(**given)
""",
    "by its code": """
def call(function, extra):
    names = function.__code__.co_varnames
    return function(**{name: extra[name] for name in names if name in extra})
""",
}
PICKED = FILLS["picked"]
PROGRAMS: Mapping[str, str] = {
    **{name: fill + SHOW + USE for name, fill in FILLS.items()},
    "a variable": PICKED + SHOW + '\n\ndef use():\n    extra = {"session_id": 1}\n    return call(show, extra)\n',
    "handed on": PICKED
    + SHOW
    + "\n\ndef run(extra):\n    return [call(tool, {**extra, 'other': 1}) for tool in TOOLS]\n"
    + '\n\ndef use():\n    extra = {"session_id": 1}\n    return run(extra), extra.get("session_id")\n',
    "an item": PICKED
    + SHOW
    + '\n\ndef use():\n    extra = {}\n    extra["session_id"] = 1\n    return call(show, extra)\n',
}
OTHERS: Mapping[str, str] = {
    "a program that fills nothing": SHOW + '\n\ndef use():\n    return show, store({"session_id": 1})\n',
    "a program that only looks": "\n\ndef look(function):\n    return inspect.signature(function).parameters\n"
    + SHOW
    + '\n\ndef use():\n    return look(show), store({"session_id": 1})\n',
    "a dictionary of something else": PICKED
    + SHOW
    + '\n\ndef use():\n    return call(show, {}), store({"session_id": 1})\n',
    "a dictionary inside another": PICKED
    + SHOW
    + '\n\ndef use():\n    return call(show, {"text": {"session_id": 1}})\n',
    "a private function": PICKED + SHOW.replace("show", "_show") + USE,
    "a local function": PICKED
    + "\n\ndef use():\n    def show(session_id=None):\n        return session_id\n"
    + '    return call(show, {"session_id": 1})\n',
    "a function that is only called": PICKED + SHOW.replace("TOOLS = [show]", "TOOLS = [show(1, 2)]") + USE,
    "a decorated function": PICKED + SHOW.replace("def show", "@route\ndef show") + USE,
    "a method": PICKED + "\n\nclass Tool:\n    def show(self, session_id):\n        return session_id\n" + USE,
    "a name that is no key": PICKED + SHOW + USE.replace("session_id", "flow"),
    "called with the keyword": PICKED + SHOW + USE + "\n\ndef one():\n    return show(session_id=1)\n",
}
HEAD = "import inspect\nfrom functools import partial\n\nimport requests\n\n"
KEY = '{"session_id"'
SENT = """

def send(client):
    extra = {"session_id": 1}
    client.post("/a", json=extra)
    return call(show, extra)
"""


@pytest.mark.parametrize("name", PROGRAMS)
def test_they_move_together_and_do_the_same(tmp_path: Path, name: str) -> None:
    before = HEAD.replace("import requests\n", "") + PROGRAMS[name]
    after = renamed(tmp_path, {"app.py": before})["app.py"]
    assert after == before.replace("session_id", "flow_id")
    assert _used(after) == _used(before)


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_not_tied(tmp_path: Path, name: str) -> None:
    text = HEAD + OTHERS[name]
    lay(tmp_path, {"app.py": text})
    lines = text.splitlines()
    groups = [[lines[edit.line - 1] for edit in one.edits] for one in make_plan(tmp_path).groups]
    assert any("def " in line for one in groups for line in one)
    assert not [one for one in groups if any("def " in line for line in one) and any(KEY in line for line in one)]


def test_both_stay_where_the_key_is_sent(tmp_path: Path) -> None:
    before = HEAD + PICKED + SHOW + SENT
    assert renamed(tmp_path, {"app.py": before})["app.py"] == before


def test_a_function_that_is_called_with_the_keyword_moves_alone(tmp_path: Path) -> None:
    before = HEAD + PICKED + SHOW + SENT + "\n\ndef one():\n    return show(session_id=1)\n"
    after = renamed(tmp_path, {"app.py": before})["app.py"]
    assert "def show(text='', flow_id=None)" in after
    assert "show(flow_id=1)" in after
    assert 'extra = {"session_id": 1}' in after


def _used(text: str) -> object:
    module = ModuleType("filled")
    exec(compile(text, "filled.py", "exec"), module.__dict__)
    return module.use()
